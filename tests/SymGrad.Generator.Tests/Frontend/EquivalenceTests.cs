using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using SymGrad.Generator.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>
/// The lowered form of a loss computes the user's value bit for bit and throws what the user's method throws. Both run: the user's method,
/// and the lowered function written down as C#.
/// </summary>
public sealed class EquivalenceTests
{
    private static readonly Dictionary<Type, object[]> samples = new()
    {
        [typeof(double)] = [-3.0, -1.0, -0.0, 0.0, 0.5, 1.0, 2.0, 5.5, 12.0, double.NaN, double.PositiveInfinity],
        [typeof(float)] = [-3f, 0f, 0.3f, 1f, 7.7f, float.NaN],
        [typeof(bool)] = [false, true],
        [typeof(int)] = [-2, -1, 0, 1, 2, 3, 4, 6, 70000, int.MaxValue, int.MinValue],
        [typeof(uint)] = [0u, 1u, 5u, uint.MaxValue],
        [typeof(long)] = [-7L, 0L, 3L, long.MaxValue],
        [typeof(byte)] = [(byte)0, (byte)3, (byte)130, (byte)255],
        [typeof(sbyte)] = [(sbyte)-128, (sbyte)-1, (sbyte)0, (sbyte)77],
    };

    private static readonly string[] names = [.. EquivalenceCases.All.Keys];

    private static readonly Lazy<Assembly> assembly = new(Build);

    public static TheoryData<string> Cases => [.. names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_lowered_function_does_what_the_method_does(string name)
    {
        Type type = assembly.Value.GetType(TypeName(name), throwOnError: true)!;
        MethodInfo method = type.GetMethod("F")!;
        MethodInfo? lowered = type.GetMethod("Lowered");
        Assert.NotNull(lowered);
        int compared = 0;
        foreach (object[] arguments in Combinations([.. method.GetParameters().Select(p => samples[p.ParameterType])]))
        {
            string expected = Outcome(method, arguments);
            Assert.Equal((string.Join(", ", arguments), expected), (string.Join(", ", arguments), Outcome(lowered, arguments)));
            compared++;
        }

        Assert.True(compared > 1);
    }

    private static string TypeName(string name) => "Case" + Array.IndexOf(names, name).ToString(CultureInfo.InvariantCulture);

    private static Assembly Build()
    {
        CSharpCompilation compilation = Lowering.Compile(
            [.. names.Select(n => $"using System; using SymGrad; public static partial class {TypeName(n)}\n{{\n{EquivalenceCases.All[n]}\n}}\n")]);
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.Length == 0, string.Join<Diagnostic>("\n", errors));
        foreach (string name in names)
        {
            IMethodSymbol loss = compilation.GetTypeByMetadataName(TypeName(name))!.GetMembers("F").OfType<IMethodSymbol>().Single();
            LoweredLoss lowered = LossLowering.Lower(loss, compilation, SymGrad.Generator.Pipeline.LossPipeline.DerivativeOf, CancellationToken.None);
            if (lowered.Model?.Function is not { } function)
            {
                // The case fails by itself: its type has no lowered method.
                continue;
            }

            string text = $"using System; public static partial class {TypeName(name)}\n{{\n{Transliteration.Write(function, "Lowered")}}}\n";
            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text));
        }

        using var stream = new MemoryStream();
        EmitResult result = compilation.Emit(stream);
        Assert.True(
            result.Success,
            string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(stream.ToArray());
    }

    private static IEnumerable<object[]> Combinations(object[][] values)
        => values.Aggregate(
            (IEnumerable<object[]>)[[]],
            (rows, column) => rows.SelectMany(row => column.Select(value => (object[])[.. row, value])));

    private static string Outcome(MethodInfo method, object[] arguments)
    {
        try
        {
            return method.Invoke(null, arguments) switch
            {
                // Which NaN comes out of an operation on NaNs is not C#'s to say.
                double.NaN or float.NaN => "NaN",
                double value => BitConverter.DoubleToInt64Bits(value).ToString("X", CultureInfo.InvariantCulture) + " " + value.ToString(CultureInfo.InvariantCulture),
                float value => BitConverter.SingleToInt32Bits(value).ToString("X", CultureInfo.InvariantCulture) + " " + value.ToString(CultureInfo.InvariantCulture),
                object other => other.ToString()!,
                null => "nothing",
            };
        }
        catch (TargetInvocationException exception)
        {
            return $"{exception.InnerException!.GetType()}: {exception.InnerException.Message}";
        }
    }
}
