using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GridGov.Workflow.Activities.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class DesignerOperations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsDeleted",
                table: "Instances",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "EditSession",
                table: "DefinitionVersions",
                type: "TEXT",
                maxLength: 40,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "IsDeleted",
                table: "Instances");

            migrationBuilder.DropColumn(
                name: "EditSession",
                table: "DefinitionVersions");
        }
    }
}
