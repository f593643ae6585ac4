using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>Every numeric function of the framework is either in the catalogue or left out on purpose.</summary>
public sealed class FunctionCatalogueTests
{
    /// <summary>Functions of numbers that the catalogue has no entry for, each with the reason.</summary>
    private static readonly Dictionary<string, string> leftOut = new()
    {
        ["BitIncrement"] = "the next representable number",
        ["BitDecrement"] = "the next representable number",
        ["ReciprocalEstimate"] = "an estimate",
        ["ReciprocalSqrtEstimate"] = "an estimate",
        ["MultiplyAddEstimate"] = "an estimate",
        ["MinNative"] = "what it does with NaN and zeros depends on the processor",
        ["MaxNative"] = "what it does with NaN and zeros depends on the processor",
        ["ClampNative"] = "what it does with NaN and zeros depends on the processor",
        ["BigMul"] = "a function of integers of different widths",
        ["DivRem"] = "a function of integers",
        ["IsPow2"] = "a property of the representation",
        ["LogNormalCdfDerivative"] = "a derivative that has none with a name",
        ["LogSumExpDerivative"] = "a derivative that has none with a name",
        ["SincDerivative"] = "a derivative that has none with a name",
        ["Trigamma"] = "a derivative that has none with a name",
        ["ConvertToInteger"] = "generic",
        ["ConvertToIntegerNative"] = "generic",
    };

    private static readonly string[] types =
        ["System.Math", "System.MathF", "System.Double", "System.Single", "SymGrad.SpecialFunctions", "SymGrad.SpecialFunctionsF", "SymGrad.Loss"];

    private static readonly Compilation compilation = Lowering.Compile()
        .AddReferences(MetadataReference.CreateFromFile(typeof(SpecialFunctions).Assembly.Location));

    [Fact]
    public void Every_function_is_in_the_catalogue_or_left_out_on_purpose()
    {
        string[] missing =
        [
            .. Functions().Where(m => FunctionCatalogue.Find(m).Count == 0 && !leftOut.ContainsKey(m.Name)).Select(m => m.ToDisplayString()),
        ];
        Assert.Empty(missing);
        Assert.True(Functions().Count(m => FunctionCatalogue.Find(m).Count > 0) > 200);
    }

    [Fact]
    public void The_classes_that_rows_call_can_be_qualified()
    {
        // Where the user's code gives such a name another meaning, generated code writes it in full.
        IEnumerable<DerivativeRule> rows =
            [.. RulesTable.All, RulesTable.Find(RulesTable.RootOfSquares), RulesTable.Find(RulesTable.SplitExponential)];
        Assert.All(
            rows.Where(r => r.Class != RulesTable.LossClass)
                .SelectMany(r => new[] { r.Spelling(SymGrad.Generator.IR.ScalarType.Double), r.Spelling(SymGrad.Generator.IR.ScalarType.Single) })
                .Select(s => s.Split('.')[0]).Distinct(),
            name => Assert.True(name is "double" or "float" || ShortNames.Types.ContainsKey(name), name));
    }

    [Fact]
    public void Every_differentiable_entry_has_a_row_in_the_rules_table()
    {
        HashSet<string> rows = [.. RulesTable.All.Select(r => r.Name)];
        string[] missing =
        [
            .. Functions().Where(m => ScalarTypes.Of(m.ReturnType) is { } type && SymGrad.Generator.IR.ScalarTypeExtensions.IsFloating(type))
                .SelectMany(FunctionCatalogue.Find).Select(e => e.Rule).Where(r => !rows.Contains(r)).Distinct(),
        ];
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_row_of_the_rules_table_is_reached_from_the_catalogue()
    {
        HashSet<string> entries = [.. Functions().SelectMany(FunctionCatalogue.Find).Select(e => e.Rule)];
        string[] unreachable = [.. RulesTable.All.Select(r => r.Name).Where(r => !entries.Contains(r))];
        Assert.Empty(unreachable);
    }

    [Theory]
    [InlineData("System.Math", "Log", 2, "LogBase", "Math.Log({0}, {1})")]
    [InlineData("System.Double", "Ieee754Remainder", 2, "IEEERemainder", "double.Ieee754Remainder({0}, {1})")]
    [InlineData("System.MathF", "FusedMultiplyAdd", 3, "FusedMultiplyAdd", "MathF.FusedMultiplyAdd({0}, {1}, {2})")]
    [InlineData("System.Single", "RootN", 2, "RootN", "float.RootN({0}, {1})")]
    public void A_call_is_spelled_as_it_binds(string type, string method, int parameters, string rule, string spelling)
    {
        IMethodSymbol function = compilation.GetTypeByMetadataName(type)!.GetMembers(method).OfType<IMethodSymbol>()
            .First(m => m.Parameters.Length == parameters);
        Assert.Equal([new CatalogueEntry(rule, spelling)], FunctionCatalogue.Find(function));
    }

    /// <summary>The public static methods whose parameters and results are numbers, with at least one of them floating-point.</summary>
    private static IEnumerable<IMethodSymbol> Functions() => types
        .Select(t => compilation.GetTypeByMetadataName(t) ?? throw new InvalidOperationException(t + " is missing."))
        .SelectMany(t => t.GetMembers().OfType<IMethodSymbol>())
        .Where(m => m is { IsStatic: true, DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary, IsGenericMethod: false }
            && m.Name is not ("Parse" or "TryParse")
            && ScalarTypes.IsSupported(m.ReturnType)
            && m.Parameters.All(p => p.RefKind == RefKind.None && (ScalarTypes.Of(p.Type) is not null || FunctionCatalogue.IsRounding(p.Type)))
            && m.Parameters.Any(p => p.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Single));
}
