using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Host.Security.Keys;

/// <summary>A value that all nodes of a deployment share.</summary>
public sealed class DeploymentSecretRow
{
    public required string Name { get; set; }

    /// <summary>Encrypted by data protection where it is secret.</summary>
    public required byte[] Value { get; set; }
}

internal sealed class DeploymentSecretConfiguration : IEntityTypeConfiguration<DeploymentSecretRow>
{
    public void Configure(EntityTypeBuilder<DeploymentSecretRow> builder)
    {
        builder.ToTable("DeploymentSecrets");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(100);
    }
}
