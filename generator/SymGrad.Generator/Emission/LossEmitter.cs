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
    private readonly PullbackMethods pullbacks;
    private readonly IndentedWriter writer = new();

    private LossEmitter(DifferentiatedLoss loss)
    {
        this.loss = loss;
        model = loss.Model;
        types = TypesFor(model);
        signature = new Signature(model, types);
        pullbacks = new PullbackMethods(loss.Pullbacks);
    }

    public static string Emit(DifferentiatedLoss loss)
    {
        var emitter = new LossEmitter(loss);
        return GeneratedFile.Write(loss.Model, emitter.types, emitter.writer, emitter.EmitMembers);
    }

    public static TypeNames TypesFor(LossModel model)
        => new(
            model.QualifiesNames || model.Parameters.Select(p => p.Name).Intersect(ShortNames.Types.Keys).Any(),
            model.Helpers.Select(h => h.Function).Append(model.Function).OfType<Function>().Any(Expansions.Exist));

    private void EmitMembers()
    {
        IReadOnlyList<string> gradients = Documentation.GradientFormulas(loss);
        IReadOnlyList<string> formulas = [.. Documentation.LossFormulas(model.Function!) ?? [], .. gradients];

        EmitDocumentation($"The gradient of {signature.DocumentationReference} with respect to {ThetaNames}.", formulas);
        EmitMethod(signature.GradientType, signature.Gradient, loss.Gradient, Tuple);
        writer.Line();
        EmitDocumentation($"The value of {signature.DocumentationReference}, and its gradient with respect to {ThetaNames}.", formulas);
        if (signature.ArrayTheta.Count == 0)
        {
            EmitMethod(signature.ValueAndGradientType, signature.ValueAndGradient, loss.ValueAndGradient, ValueAndTuple);
        }
        else
        {
            EmitOverwritingMethod();
            writer.Line();
            EmitDocumentation(
                $"The value of {signature.DocumentationReference}; adds its gradient with respect to {ThetaNames} to what the spans hold.", []);
            EmitAddingMethod();
        }

        if (loss.StableValue is { } stableValue)
        {
            writer.Line();
            EmitStableValue(stableValue);
        }

        foreach (HelperFunction pullback in loss.Pullbacks)
        {
            writer.Line();
            EmitPullback(pullback);
        }

        writer.Line();
        new ObjectiveEmitter(loss, signature, types, writer).Emit();
    }

    private void EmitStableValue(Function value)
    {
        EmitDocumentation(
            $"The value of {signature.DocumentationReference} in the stable forms that its gradient is computed with: equal but for rounding.", []);
        string workspace = NeedsWorkspace(value) ? $", {types["Workspace"]}? {signature.Workspace} = null" : "";
        writer.Open($"{model.Accessibility} static {model.ReturnType} {signature.StableValue}({signature.LossParameterList}{workspace})");
        BodyEmitter.Emit(value, writer, types, model.ChecksOverflow, pullbacks, results => results[0]);
        writer.Close();
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

    /// <summary>The method that clears the destinations and adds to them.</summary>
    private void EmitOverwritingMethod()
    {
        bool needsWorkspace = NeedsWorkspace(loss.ValueAndGradient);
        OpenMethod(model.Accessibility, signature.ValueAndGradientType, signature.ValueAndGradient, needsWorkspace);
        EmitDestinationChecks();
        string workspace = needsWorkspace ? ", " + signature.Workspace : "";
        writer.Line($"return {signature.AddGradient}({signature.ArgumentList}{workspace});");
        writer.Close();
    }

    private void EmitAddingMethod()
    {
        OpenMethod("private", signature.ValueAndGradientType, signature.AddGradient, NeedsWorkspace(loss.ValueAndGradient));
        BodyEmitter.Emit(loss.ValueAndGradient, writer, types, model.ChecksOverflow, pullbacks, ValueAndTuple);
        writer.Close();
    }

    private void OpenMethod(string accessibility, string type, string name, bool needsWorkspace)
    {
        string workspace = needsWorkspace ? $", {types["Workspace"]}? {signature.Workspace} = null" : "";
        writer.Open($"{accessibility} static {type} {name}({signature.ParameterList}{workspace})");
    }

    /// <summary>Checks all destinations before it clears the first.</summary>
    private void EmitDestinationChecks()
    {
        List<(string Name, string ElementType)> arrays = [.. model.Parameters.Where(p => p.IsArray).Select(p => (p.Name, p.ElementType))];
        foreach ((_, string name, ParameterDeclaration theta) in signature.Destinations)
        {
            string others = string.Concat(arrays.Where(a => a.Name != theta.Name)
                .Select(a => $".Apart<{a.ElementType}>({NameAllocator.Escape(a.Name)}, \"{a.Name}\")"));
            writer.Line(
                $"{types["ArrayGradient"]}.Check<{theta.ElementType}>({NameAllocator.Escape(name)}, {NameAllocator.Escape(theta.Name)}, \"{name}\", \"{theta.Name}\"){others};");
            arrays.Add((name, theta.ElementType));
        }

        foreach ((_, string name, _) in signature.Destinations)
        {
            writer.Line($"{NameAllocator.Escape(name)}.Clear();");
        }
    }

    /// <summary>The derivative of a helper that calls itself.</summary>
    private void EmitPullback(HelperFunction pullback)
    {
        Function function = pullback.Function;
        string helper = function.Name;
        writer.Line("/// <summary>");
        bool isValued = function.Body.Yields.Count > function.Parameters.Count(p => p is { IsTheta: true, Array: ArrayKind.None });
        string value = isValued ? " The result itself is returned too." : "";
        writer.Line($"/// From the adjoint of the result of <c>{helper}</c>, the adjoints of its arguments: numbers are returned, arrays are added to.{value}");
        writer.Line("/// </summary>");
        string[] types = [.. function.Body.Yields.Select(y => function.TypeOf(y).Keyword())];
        string type = types.Length switch
        {
            0 => "void",
            1 => types[0],
            _ => $"({string.Join(", ", types)})",
        };
        List<string> parameters = [.. function.Parameters.Select(p => $"{this.types.Of(p)} {NameAllocator.Escape(p.Name)}")];
        if (NeedsWorkspace(function))
        {
            parameters.Add($"{this.types["Workspace"]}? {Signature.WorkspaceName(function.Parameters.Select(p => p.Name))} = null");
        }

        writer.Open($"private static {type} {NameAllocator.Escape(pullback.Pullback)}({string.Join(", ", parameters)})");
        BodyEmitter.Emit(function, writer, this.types, model.ChecksOverflow, pullbacks, Tuple);
        writer.Close();
    }

    private bool NeedsWorkspace(Function function) => pullbacks.NeedsWorkspace(function);

    private void EmitMethod(string type, string name, Function function, System.Func<ImmutableArray<string>, string> formatResult)
    {
        if (!function.UsesMemory() && function.Body.Flatten().Count() <= InlinedOperations)
        {
            writer.Line($"[{types["MethodImpl"]}({types["MethodImplOptions"]}.AggressiveInlining)]");
        }

        OpenMethod(model.Accessibility, type, name, NeedsWorkspace(function));
        EmitDestinationChecks();
        BodyEmitter.Emit(function, writer, types, model.ChecksOverflow, pullbacks, formatResult);
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

    private string ValueAndTuple(ImmutableArray<string> results)
        => signature.ReturnsGradient ? $"({results[0]}, {Tuple(results.RemoveAt(0))})" : results[0];

    private static string Tuple(ImmutableArray<string> results)
        => results.Length switch
        {
            0 => "",
            1 => results[0],
            _ => $"({string.Join(", ", results)})",
        };
}
