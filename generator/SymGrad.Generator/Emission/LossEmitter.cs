using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>Writes the generated file of one loss.</summary>
internal sealed class LossEmitter
{
    /// <summary>Up to this many operations a per-item method is worth inlining into the loop over the items.</summary>
    private const int InlinedOperations = 60;

    private readonly DifferentiatedLoss loss;
    private readonly LossModel model;
    private readonly Signature signature;
    private readonly TypeNames types;
    private readonly IndentedWriter writer = new();

    private LossEmitter(DifferentiatedLoss loss)
    {
        this.loss = loss;
        model = loss.Model;
        signature = new Signature(model);
        types = TypesFor(model);
    }

    public static string Emit(DifferentiatedLoss loss)
    {
        var emitter = new LossEmitter(loss);
        return GeneratedFile.Write(loss.Model, emitter.types, emitter.writer, emitter.EmitMembers);
    }

    public static TypeNames TypesFor(LossModel model)
        => new(model.QualifiesNames || model.Parameters.Select(p => p.Name).Intersect(ShortNames.Types.Keys).Any());

    private void EmitMembers()
    {
        IReadOnlyList<string> gradients = Documentation.GradientFormulas(loss);
        IReadOnlyList<string> formulas = [.. Documentation.LossFormulas(model.Function!) ?? [], .. gradients];

        EmitDocumentation($"The gradient of {signature.DocumentationReference} with respect to {ThetaNames}.", formulas);
        EmitMethod(signature.GradientType, signature.Gradient, loss.Gradient, Tuple);
        writer.Line();
        EmitDocumentation($"The value of {signature.DocumentationReference}, and its gradient with respect to {ThetaNames}.", formulas);
        EmitMethod(
            signature.ValueAndGradientType,
            signature.ValueAndGradient,
            loss.ValueAndGradient,
            results => $"({results[0]}, {Tuple(results.RemoveAt(0))})");
        writer.Line();
        new ObjectiveEmitter(loss, signature, types, writer).Emit();
    }

    private string ThetaNames
    {
        get
        {
            IEnumerable<string> names = signature.Theta.Select(t => $"<c>{t.Name}</c>");
            return signature.Theta.Count <= 2
                ? string.Join(" and ", names)
                : string.Join(", ", names.Take(signature.Theta.Count - 1)) + " and " + names.Last();
        }
    }

    private void EmitMethod(string type, string name, Function function, System.Func<ImmutableArray<string>, string> formatResult)
    {
        if (function.Body.Flatten().Count() <= InlinedOperations)
        {
            writer.Line($"[{types["MethodImpl"]}({types["MethodImplOptions"]}.AggressiveInlining)]");
        }

        writer.Open($"{model.Accessibility} static {type} {name}({signature.ParameterList})");
        BodyEmitter.Emit(function, writer, types, model.ChecksOverflow, formatResult);
        writer.Close();
    }

    private void EmitDocumentation(string summary, IReadOnlyList<string> formulas)
    {
        writer.Line("/// <summary>");
        writer.Line($"/// {summary}");
        foreach (string formula in formulas)
        {
            writer.Line($"/// <para><c>{Documentation.Escape(formula)}</c></para>");
        }

        writer.Line("/// </summary>");
    }

    private static string Tuple(ImmutableArray<string> results)
        => results.Length == 1 ? results[0] : $"({string.Join(", ", results)})";
}
