using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>Lowers losses that tests give as source text.</summary>
internal static class Lowering
{
    private const string Attributes = """
        using System;
        namespace SymGrad
        {
            [AttributeUsage(AttributeTargets.Method)]
            public sealed class LossAttribute : Attribute { public string Name { get; set; } }
            [AttributeUsage(AttributeTargets.Parameter)]
            public sealed class ThetaAttribute : Attribute { }
            [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
            public sealed class DerivativeOfAttribute : Attribute
            {
                public DerivativeOfAttribute(Type type, string method, string parameter = null) { }
            }
        }
        """;

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Losses",
        sources.Append(Attributes).Select((s, i) => CSharpSyntaxTree.ParseText(s, path: $"File{i.ToString(CultureInfo.InvariantCulture)}.cs")),
        Net100.References.All,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    /// <summary>Members of a partial type Losses, the last method of which with [Loss] is lowered.</summary>
    public static string InLosses(string members) => "using System;\nusing SymGrad;\npublic static partial class Losses\n{\n" + members + "\n}\n";

    public static LoweredLoss Lower(string members) => LowerIn(Compile(InLosses(members)));

    public static LoweredLoss LowerSource(params string[] sources) => LowerIn(Compile(sources));

    /// <summary>Lowers the last loss of a compilation, which has to compile unless the test says otherwise.</summary>
    public static LoweredLoss LowerIn(CSharpCompilation compilation, bool compiles = true)
    {
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (compiles && errors.Length > 0)
        {
            throw new InvalidOperationException("The test's source does not compile: " + string.Join<Diagnostic>("\n", errors));
        }

        IMethodSymbol loss = compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>()
            .Where(m => m.GetAttributes().Any(a => a.AttributeClass?.Name == "LossAttribute"))
            .OrderBy(m => m.Locations[0].SourceSpan.Start).Last();
        return LossLowering.Lower(loss, compilation, CancellationToken.None);
    }

    /// <summary>The dump of the last loss among the members, without its first line.</summary>
    public static string Dump(string members)
    {
        LoweredLoss lowered = Lower(members);
        Function function = lowered.Model?.Function
            ?? throw new InvalidOperationException("Not lowered: " + string.Join("\n", Describe(lowered)) + lowered.Model?.Failure);
        string text = FunctionPrinter.Print(function);
        return text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>Each diagnostic as "id 'text at its location'".</summary>
    public static string[] Describe(LoweredLoss lowered) => [.. lowered.Diagnostics.Select(Describe)];

    private static string Describe(Diagnostic diagnostic)
    {
        string text = diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
        return $"{diagnostic.Id} '{text}'";
    }
}
