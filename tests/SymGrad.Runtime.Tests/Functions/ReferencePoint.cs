using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SymGrad.Runtime.Tests.Functions;

/// <summary>A line of the reference table: a function, its arguments, and what it is there to 50 digits.</summary>
internal sealed record ReferencePoint(string Function, double X, double? Y, string Text)
{
    private const string TableVariable = "SYMGRAD_REFERENCE_TABLE";

    /// <summary>The points of each function, from the table in the tests or the one that the environment names.</summary>
    public static ILookup<string, ReferencePoint> All { get; } = Read().ToLookup(p => p.Function);

    /// <summary>Whether the value is a number.</summary>
    public bool IsNumber => Text is not ("nan" or "inf" or "-inf");

    /// <summary>What is neither 0 nor a finite number.</summary>
    public double Special => Text switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => throw new InvalidOperationException($"'{Text}' is a number."),
    };

    public ExactNumber Value => ExactNumber.Parse(Text);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Function}({X:R}{(Y is { } y ? $", {y:R}" : "")})");

    private static IEnumerable<ReferencePoint> Read()
    {
        string? path = Environment.GetEnvironmentVariable(TableVariable);
        using Stream stream = path is null ? typeof(ReferencePoint).Assembly.GetManifestResourceStream("reference.txt")! : File.OpenRead(path);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ');
            yield return new ReferencePoint(parts[0], Number(parts[1]), parts.Length == 4 ? Number(parts[2]) : null, parts[^1]);
        }
    }

    private static double Number(string bits)
        => BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
