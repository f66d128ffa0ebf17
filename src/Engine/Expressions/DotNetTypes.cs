using GridGov.Workflow.Engine.Execution;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// The .NET types that Elsa's scripts may name, as script objects of our own: nothing of .NET is exposed. Time and random values
/// come from the burst. A DateTime is a JavaScript Date with .NET's members in China Standard Time; Guid values are text.
/// </summary>
internal static class DotNetTypes
{
    private static readonly string[] Names = ["DateTime", "DateTimeOffset", "TimeSpan", "Guid", "Random"];

    private static readonly Prepared<Acornima.Ast.Script> Source = Jint.Engine.PrepareScript("""
        (function (random, newGuid, parseGuid, parseSpan, formatSpan, fail) {
          'use strict';
          const zone = 8 * 3600000;
          const msOf = v => v instanceof TimeSpan ? v.TotalMilliseconds : fail('Not.SpanNeeded');
          class TimeSpan {
            #ms;
            constructor(...a) {
              if (a.length === 1) this.#ms = a[0] / 10000;
              else {
                const [d, h, m, s, ms] = a.length === 3 ? [0, ...a, 0] : [...a, 0, 0].slice(0, 5);
                this.#ms = d * 86400000 + h * 3600000 + m * 60000 + s * 1000 + ms;
              }
            }
            static #of(ms) { const t = new TimeSpan(0); t.#ms = Math.round(ms); return t; }
            static get Zero() { return TimeSpan.#of(0); }
            static FromDays(n) { return TimeSpan.#of(n * 86400000); }
            static FromHours(n) { return TimeSpan.#of(n * 3600000); }
            static FromMinutes(n) { return TimeSpan.#of(n * 60000); }
            static FromSeconds(n) { return TimeSpan.#of(n * 1000); }
            static FromMilliseconds(n) { return TimeSpan.#of(n); }
            static FromTicks(n) { return TimeSpan.#of(n / 10000); }
            static Parse(s) { return TimeSpan.#of(parseSpan(String(s))); }
            get Days() { return Math.trunc(this.#ms / 86400000); }
            get Hours() { return Math.trunc(this.#ms / 3600000) % 24; }
            get Minutes() { return Math.trunc(this.#ms / 60000) % 60; }
            get Seconds() { return Math.trunc(this.#ms / 1000) % 60; }
            get Milliseconds() { return this.#ms % 1000; }
            get Ticks() { return this.#ms * 10000; }
            get TotalDays() { return this.#ms / 86400000; }
            get TotalHours() { return this.#ms / 3600000; }
            get TotalMinutes() { return this.#ms / 60000; }
            get TotalSeconds() { return this.#ms / 1000; }
            get TotalMilliseconds() { return this.#ms; }
            Add(t) { return TimeSpan.#of(this.#ms + msOf(t)); }
            Subtract(t) { return TimeSpan.#of(this.#ms - msOf(t)); }
            Negate() { return TimeSpan.#of(-this.#ms); }
            Duration() { return TimeSpan.#of(Math.abs(this.#ms)); }
            toString() { return formatSpan(this.#ms); }
            ToString() { return formatSpan(this.#ms); }
            toJSON() { return formatSpan(this.#ms); }
            [Symbol.toPrimitive](hint) { return hint === 'number' ? this.#ms : formatSpan(this.#ms); }
          }
          class DateTime extends Date {
            constructor(...a) {
              if (a.length === 0) super(-62135596800000);
              else if (a.length === 1) super(a[0]);
              else { const [y, mo, d, h = 0, mi = 0, s = 0, ms = 0] = a; super(Date.UTC(y, mo - 1, d, h, mi, s, typeof ms === 'number' ? ms : 0) - zone); }
            }
            static get Now() { return new DateTime(Date.now()); }
            static get UtcNow() { return new DateTime(Date.now()); }
            static get Today() { return DateTime.Now.Date; }
            static get MinValue() { return new DateTime(-62135596800000); }
            static get MaxValue() { return new DateTime(253402271998999); }
            static Parse(s) { const ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(s) ? s + 'T00:00:00' : s); return isNaN(ms) ? fail('Not.Date', s) : new DateTime(ms); }
            static FromUnixTimeMilliseconds(n) { return new DateTime(n); }
            static FromUnixTimeSeconds(n) { return new DateTime(n * 1000); }
            #local() { return new Date(this.getTime() + zone); }
            get Year() { return this.#local().getUTCFullYear(); }
            get Month() { return this.#local().getUTCMonth() + 1; }
            get Day() { return this.#local().getUTCDate(); }
            get Hour() { return this.#local().getUTCHours(); }
            get Minute() { return this.#local().getUTCMinutes(); }
            get Second() { return this.#local().getUTCSeconds(); }
            get Millisecond() { return this.#local().getUTCMilliseconds(); }
            get DayOfWeek() { return this.#local().getUTCDay(); }
            get Date() { return new DateTime(this.Year, this.Month, this.Day); }
            get TimeOfDay() { return TimeSpan.FromMilliseconds(this.getTime() - this.Date.getTime()); }
            AddMilliseconds(n) { return new DateTime(this.getTime() + n); }
            AddSeconds(n) { return this.AddMilliseconds(n * 1000); }
            AddMinutes(n) { return this.AddMilliseconds(n * 60000); }
            AddHours(n) { return this.AddMilliseconds(n * 3600000); }
            AddDays(n) { return this.AddMilliseconds(n * 86400000); }
            AddMonths(n) {
              const d = this.#local(), day = d.getUTCDate();
              d.setUTCDate(1); d.setUTCMonth(d.getUTCMonth() + n);
              d.setUTCDate(Math.min(day, new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0)).getUTCDate()));
              return new DateTime(d.getTime() - zone);
            }
            AddYears(n) { return this.AddMonths(12 * n); }
            Add(t) { return this.AddMilliseconds(msOf(t)); }
            Subtract(o) { return o instanceof Date ? TimeSpan.FromMilliseconds(this.getTime() - o.getTime()) : this.AddMilliseconds(-msOf(o)); }
            ToUnixTimeMilliseconds() { return this.getTime(); }
            ToUnixTimeSeconds() { return Math.floor(this.getTime() / 1000); }
            ToUniversalTime() { return this; }
            ToLocalTime() { return this; }
          }
          class Random {
            #seed;
            constructor(seed) { this.#seed = seed === undefined ? null : seed >>> 0; }
            static get Shared() { return new Random(); }
            NextDouble() {
              if (this.#seed === null) return random();
              let t = this.#seed = (this.#seed + 0x6D2B79F5) >>> 0;
              t = Math.imul(t ^ (t >>> 15), t | 1);
              t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
              return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
            }
            Next(a, b) {
              const [min, max] = a === undefined ? [0, 2147483647] : b === undefined ? [0, a] : [a, b];
              return max <= min ? min : min + Math.floor(this.NextDouble() * (max - min));
            }
          }
          const Guid = { NewGuid: () => newGuid(), Parse: s => parseGuid(String(s)), get Empty() { return '00000000-0000-0000-0000-000000000000'; } };
          return { DateTime, DateTimeOffset: DateTime, TimeSpan, Guid, Random };
        })
        """);

    /// <summary>Defines those of the types that the script names.</summary>
    public static void Define(ScriptSession session, ScriptSource source)
    {
        var wanted = source.SeesGlobalObject ? Names : [.. Names.Intersect(source.Globals, StringComparer.Ordinal)];
        if (wanted.Length == 0) return;
        var types = (ObjectInstance)session.Engine.Evaluate(Source).Call(JsValue.Undefined,
        [
            session.Function("random", (_, _) => JsNumber.Create((session.Scope.Random.NextUInt64() >> 11) * (1.0 / (1UL << 53)))),
            session.Function("newGuid", (_, _) => JsString.Create(session.Scope.Random.NextGuid().ToString())),
            session.Function("parseGuid", (_, arguments) => JsString.Create(ScriptFunctions.ParseGuid(arguments.At(0).AsString()).ToString())),
            session.Function("parseSpan", (_, arguments) => JsNumber.Create(ParseSpan(arguments.At(0).AsString()).TotalMilliseconds)),
            session.Function("formatSpan", (_, arguments) => JsString.Create(FormatSpan(arguments.At(0).AsNumber()))),
            session.Function("fail", (_, arguments) => throw Failure(ExpressionTexts.Format(arguments.At(0).AsString(), JsonValues.Shorten(TypeConverter.ToString(arguments.At(1)))))),
        ]);
        foreach (var name in wanted) ScriptSession.Define(session.Engine.Global, name, types.Get(name));
    }

    private static TimeSpan ParseSpan(string text) => TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var span)
        ? span
        : throw Failure(ExpressionTexts.Format("Not.Span", JsonValues.Shorten(text)));

    private static string FormatSpan(double milliseconds) => Math.Abs(milliseconds) < 9e14
        ? TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)).ToString("c", System.Globalization.CultureInfo.InvariantCulture)
        : throw Failure(ExpressionTexts.Format("Span.Long"));

    private static ExpressionException Failure(string message) => new("expression.conversion", message);
}
