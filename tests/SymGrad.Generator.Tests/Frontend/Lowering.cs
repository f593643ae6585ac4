using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>Lowers losses that tests give as source text.</summary>
internal static partial class Lowering
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
        return LossLowering.Lower(loss, compilation, SymGrad.Generator.Pipeline.LossPipeline.DerivativeOf, CancellationToken.None);
    }

    /// <summary>The dump of the last loss among the members, without its first line.</summary>
    public static string Dump(string members)
    {
        Function function = LowerWithoutErrors(members);
        string text = FunctionPrinter.Print(function);
        return text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>
    /// The dump of the last loss among the members with constants written where they are used, and values numbered in the order in which they
    /// appear: what loops and arrays become, whatever else has a number.
    /// </summary>
    public static string Outline(string members) => Outline(LowerWithoutErrors(members));

    /// <summary>The outline of a function.</summary>
    public static string Outline(Function function)
    {
        var names = new Dictionary<string, string>();
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            names[$"%{i.ToString(CultureInfo.InvariantCulture)}"] = function.Parameters[i].Name;
        }

        foreach (Compute constant in function.Body.Instructions.OfType<Compute>().Where(c => c.Operation is ConstantOperation))
        {
            names[constant.Result.ToString()] = Literal((ConstantOperation)constant.Operation);
        }

        string[] lines = FunctionPrinter.Print(function).Split('\n');
        int first = 1 + function.Body.Instructions.Count(i => i is Compute { Operation: ConstantOperation });
        int count = 0;
        return string.Join('\n', lines.Skip(first).Select(line => ValueNumber().Replace(line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line, NameOf)));

        string NameOf(Match match)
        {
            if (!names.TryGetValue(match.Value, out string? name))
            {
                name = "%" + (++count).ToString(CultureInfo.InvariantCulture);
                names.Add(match.Value, name);
            }

            return name;
        }
    }

    /// <summary>Each diagnostic as "id 'text at its location'".</summary>
    public static string[] Describe(LoweredLoss lowered) => [.. lowered.Diagnostics.Select(Describe)];

    public static Function LowerWithoutErrors(string members)
    {
        LoweredLoss lowered = Lower(members);
        return lowered.Model?.Function
            ?? throw new InvalidOperationException("Not lowered: " + string.Join("\n", Describe(lowered)) + lowered.Model?.Failure);
    }

    private static string Literal(ConstantOperation constant) => constant.Type == ScalarType.Boolean
        ? (constant.Bits != 0 ? "true" : "false")
        : constant.ToDouble().ToString("R", CultureInfo.InvariantCulture) + (constant.Type == ScalarType.Double ? "d" : "");

    [GeneratedRegex(@"%\d+")]
    private static partial Regex ValueNumber();

    private static string Describe(Diagnostic diagnostic)
    {
        string text = diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
        return $"{diagnostic.Id} '{text}'";
    }
}
