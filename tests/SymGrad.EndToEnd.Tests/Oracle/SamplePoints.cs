using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The range from which arguments of one parameter are drawn.</summary>
internal readonly record struct SampleInterval(string Parameter, double Minimum, double Maximum);

/// <summary>Arguments for a loss, the same in every run.</summary>
internal static class SamplePoints
{
    private const int Seed = 7919;

    public static IEnumerable<object[]> Of(LossMethod method, int count, params SampleInterval[] intervals)
    {
        var random = new Random(Seed);
        for (int i = 0; i < count; i++)
        {
            yield return [.. method.Parameters.Select(p => Draw(p, random, intervals))];
        }
    }

    private static object Draw(ParameterInfo parameter, Random random, SampleInterval[] intervals)
    {
        SampleInterval interval = intervals.FirstOrDefault(i => i.Parameter == parameter.Name, new(parameter.Name!, -2, 2));
        double value = interval.Minimum + (random.NextDouble() * (interval.Maximum - interval.Minimum));
        return Type.GetTypeCode(parameter.ParameterType) switch
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
            _ => throw new ArgumentException($"No samples of type {parameter.ParameterType}.", nameof(parameter)),
        };
    }
}
