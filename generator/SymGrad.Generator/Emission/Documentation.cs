using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>The formulas of a loss and its gradient, for XML documentation and for the description that the runtime prints.</summary>
internal static class Documentation
{
    private const int MostLines = 24;
    private const int LongestNamed = 60;

    /// <summary>The definition of the loss in the user's names, one line a name; null when it is too long to be read.</summary>
    public static IReadOnlyList<string>? LossFormulas(Function loss)
    {
        if (loss.UsesMemory())
        {
            return null;
        }

        HashSet<Value> names = [.. DeclaredValues(loss)];
        if (names.Count >= MostLines)
        {
            return null;
        }

        var printer = new FormulaPrinter(loss, names.Contains);
        List<(string Name, string? Formula)> lines = [.. DeclaredValues(loss).Select(v => (loss.Values[v.Index].Name!, printer.Print(v)))];
        Value result = loss.Body.Yields[0];
        lines.Add(("L", names.Contains(result) ? loss.Values[result.Index].Name : printer.Print(result)));
        return lines.Count <= MostLines && lines.All(l => l.Formula is not null) && lines.Select(l => l.Name).Distinct().Count() == lines.Count
            ? [.. lines.Select(l => $"{l.Name} = {l.Formula}")]
            : null;
    }

    /// <summary>∂L/∂θ for each θ, where its formula is short enough to be read, in the names that <see cref="LossFormulas"/> defines.</summary>
    public static IReadOnlyList<string> GradientFormulas(DifferentiatedLoss loss)
    {
        Function gradient = loss.Gradient;
        if (gradient.UsesMemory())
        {
            return [];
        }

        HashSet<string> declared = [.. DeclaredValues(loss.Model.Function!).Select(v => loss.Model.Function!.Values[v.Index].Name!)];
        var printer = new FormulaPrinter(gradient, v => gradient.Values[v.Index] is { IsDeclared: true, Name: { } name } && declared.Contains(name));
        IEnumerable<string> theta = gradient.Parameters.Items.Where(p => p.IsTheta).Select(p => p.DisplayName);
        return
        [
            .. theta.Zip(gradient.Body.Yields, (name, adjoint) => (name, formula: printer.Print(adjoint)))
                .Take(MostLines)
                .Select(line => line.formula is null ? $"∂L/∂{line.name}: see the code" : $"∂L/∂{line.name} = {line.formula}"),
        ];
    }

    /// <summary>A name with what it stands for, where that is short enough.</summary>
    public static string Named(string name, string? formula) => formula is null or { Length: > LongestNamed } ? name : $"{name} = {formula}";

    /// <summary>Text inside XML.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static IEnumerable<Value> DeclaredValues(Function loss)
        => loss.Body.Flatten().SelectMany(i => i.Results()).Where(v => loss.Values[v.Index].IsDeclared).OrderBy(v => v.Index);
}
