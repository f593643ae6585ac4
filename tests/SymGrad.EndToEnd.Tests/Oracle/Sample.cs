using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// What the arguments of a loss are drawn from: lengths for arrays, ranges for numbers and elements, and values that are given. Numbers
/// that nothing is said about are between −2 and 2.
/// </summary>
internal sealed record Sample
{
    private const double Range = 2;

    private Sample()
    {
    }

    /// <summary>Numbers about which nothing is said yet.</summary>
    public static Sample Any { get; } = new();

    private ImmutableDictionary<string, int> Lengths { get; init; } = ImmutableDictionary<string, int>.Empty;

    private ImmutableDictionary<string, SampleInterval> Intervals { get; init; } = ImmutableDictionary<string, SampleInterval>.Empty;

    private ImmutableDictionary<string, int> Counts { get; init; } = ImmutableDictionary<string, int>.Empty;

    private ImmutableDictionary<string, object> Values { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The exception that the loss throws for these arguments, or null when it has to return.</summary>
    public Type? Exception { get; private init; }

    /// <summary>Arrays of the given lengths.</summary>
    public static Sample Of(params (string Parameter, int Length)[] lengths)
        => new() { Lengths = lengths.ToImmutableDictionary(l => l.Parameter, l => l.Length) };

    /// <summary>The length of one more array, or of one of its dimensions.</summary>
    public Sample OfLength(string parameter, int length) => this with { Lengths = Lengths.SetItem(parameter, length) };

    /// <summary>A number, or the elements of an array, between two bounds.</summary>
    public Sample Between(string parameter, double minimum, double maximum)
        => this with { Intervals = Intervals.SetItem(parameter, new(parameter, minimum, maximum)) };

    /// <summary>An index, or an array of indices, from 0 up to but not including a count.</summary>
    public Sample Below(string parameter, int count) => this with { Counts = Counts.SetItem(parameter, count) };

    /// <summary>A number or an array that is given.</summary>
    public Sample With(string parameter, object value) => this with { Values = Values.SetItem(parameter, value) };

    /// <summary>The same for a loss that lacks a parameter.</summary>
    public Sample Without(string parameter)
    {
        return this with
        {
            Lengths = Lengths.RemoveRange(Lengths.Keys.Where(IsOfParameter)),
            Intervals = Intervals.RemoveRange(Intervals.Keys.Where(IsOfParameter)),
            Counts = Counts.RemoveRange(Counts.Keys.Where(IsOfParameter)),
            Values = Values.RemoveRange(Values.Keys.Where(IsOfParameter)),
        };

        bool IsOfParameter(string name) => name == parameter || name.StartsWith(parameter + ".", StringComparison.Ordinal);
    }

    /// <summary>The loss throws this exception for all these arguments.</summary>
    public Sample Throws<TException>()
        where TException : Exception => this with { Exception = typeof(TException) };

    /// <summary>Arguments for a loss, the next ones of a sequence of random numbers.</summary>
    public object[] Draw(LossMethod method, Random random)
    {
        string? unknown = Lengths.Keys.Select(name => name.Split('.')[0]).Concat(Intervals.Keys).Concat(Counts.Keys).Concat(Values.Keys)
            .FirstOrDefault(name => method.Parameters.All(p => p.Name != name && !name.StartsWith(p.Name + ".", StringComparison.Ordinal)));
        return unknown is null
            ? [.. method.Parameters.Select(p => Draw(p.Name!, StaticMethod.WithoutReference(p.ParameterType), random))]
            : throw new InvalidOperationException($"The loss has no parameter '{unknown}'.");
    }

    private object Draw(string name, Type type, Random random)
    {
        if (Values.TryGetValue(name, out object? given))
        {
            return given;
        }

        if (Composite.Is(type))
        {
            return Composite.Make(type, f => Draw($"{name}.{Composite.NameOf(f)}", f.FieldType, random));
        }

        if (type == typeof(string))
        {
            return name;
        }

        if (GeneratedMethod.ElementTypeOf(type) is not { } element)
        {
            return DrawNumber(name, type, random);
        }

        return Fill(name, type, element, random);
    }

    private Array Fill(string name, Type type, Type element, Random random)
    {
        if (type.IsArray && type.GetElementType() is { IsArray: true } row)
        {
            // Each row has the length that is given by its name, or one element more than there are rows before it.
            var rows = Array.CreateInstance(row, Lengths[name]);
            for (int i = 0; i < rows.Length; i++)
            {
                string rowName = string.Create(CultureInfo.InvariantCulture, $"{name}.{i}");
                Sample sample = Lengths.ContainsKey(rowName) ? this : this with { Lengths = Lengths.SetItem(rowName, i + 1) };
                rows.SetValue(sample.Fill(rowName, row, element, random), i);
            }

            return rows;
        }

        // The given length is that of each dimension, unless one is given by the name of the dimension.
        int[] lengths =
        [
            .. Enumerable.Range(0, StaticMethod.BoxedType(type).GetArrayRank())
                .Select(i => Lengths.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{name}.{i}"), out int length) ? length : Lengths[name]),
        ];
        var array = Array.CreateInstance(element, lengths);
        int[] index = new int[lengths.Length];
        for (int i = 0; i < array.Length; i++)
        {
            int rest = i;
            for (int dimension = lengths.Length - 1; dimension >= 0; dimension--)
            {
                (rest, index[dimension]) = (rest / lengths[dimension], rest % lengths[dimension]);
            }

            array.SetValue(DrawNumber(name, element, random), index);
        }

        return array;
    }

    private object DrawNumber(string parameter, Type type, Random random)
    {
        if (type.IsEnum)
        {
            return Enum.ToObject(type, DrawNumber(parameter, type.GetEnumUnderlyingType(), random));
        }

        if (Counts.TryGetValue(parameter, out int count))
        {
            return random.Next(count);
        }

        SampleInterval interval = Intervals.GetValueOrDefault(parameter, new(parameter, -Range, Range));
        double value = interval.Minimum + (random.NextDouble() * (interval.Maximum - interval.Minimum));
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Double => value,
            TypeCode.Single => (float)value,
            TypeCode.Int32 => (int)Math.Round(value * 2),
            TypeCode.Int64 => (long)Math.Round(value * 2),
            TypeCode.Int16 => (short)Math.Round(value * 2),
            TypeCode.SByte => (sbyte)Math.Round(value * 2),
            TypeCode.UInt32 => (uint)Math.Abs(Math.Round(value * 2)),
            TypeCode.UInt64 => (ulong)Math.Abs(Math.Round(value * 2)),
            TypeCode.UInt16 => (ushort)Math.Abs(Math.Round(value * 2)),
            TypeCode.Byte => (byte)Math.Abs(Math.Round(value * 2)),
            TypeCode.Boolean => value > 0,
            _ => throw new InvalidOperationException($"No samples of type {type}."),
        };
    }
}
