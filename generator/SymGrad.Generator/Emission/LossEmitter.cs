using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;


namespace SymGrad.Generator.Emission;

/// <summary>Writes the generated file of one loss.</summary>
internal sealed partial class LossEmitter
{
    /// <summary>Up to this many operations a per-item method is worth inlining into the loop over the items.</summary>
    public const int InlinedOperations = 60;

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
        if (signature.HasJaggedTheta)
        {
            EmitCopyingMethod(signature.GradientType, signature.Gradient, withValue: false);
        }
        else
        {
            EmitMethod(signature.GradientType, signature.Gradient, loss.Gradient, GradientOf);
        }

        writer.Line();
        EmitDocumentation($"The value of {signature.DocumentationReference}, and its gradient with respect to {ThetaNames}.", formulas);
        if (!signature.HasCore)
        {
            EmitMethod(signature.ValueAndGradientType, signature.ValueAndGradient, loss.ValueAndGradient, ValueAndGradientOf);
        }
        else
        {
            if (signature.HasJaggedTheta)
            {
                EmitCopyingMethod(signature.ValueAndGradientType, signature.ValueAndGradient, withValue: true);
            }
            else
            {
                EmitOverwritingMethod();
            }

            writer.Line();
            EmitDocumentation(
                signature.ArrayTheta.Count > 0
                    ? $"The value of {signature.DocumentationReference}; adds its gradient with respect to {ThetaNames} to what the spans hold."
                    : $"The value of {signature.DocumentationReference}, and the numbers of its gradient with respect to {ThetaNames}.",
                []);
            EmitCore();
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
        if (model.Instance is { } instance)
        {
            ObjectiveEmitter.EmitAccessors(instance, writer);
        }

        new ObjectiveEmitter(loss, signature, types, writer).Emit();
    }

    private void EmitStableValue(Function value)
    {
        EmitDocumentation(
            $"The value of {signature.DocumentationReference} in the stable forms that its gradient is computed with: equal but for rounding.", []);
        string workspace = NeedsWorkspace(value) || signature.CopiedLeaves(isCore: false).Any() ? $", {types["Workspace"]}? {signature.Workspace} = null" : "";
        writer.Open($"{model.Accessibility} {signature.Modifiers}{model.ReturnType} {signature.StableValue}({signature.LossParameterList}{workspace})");
        EmitBody(value, results => results[0]);
        writer.Close();
    }

    private IEnumerable<ParameterDeclaration> DeclaredTheta => model.Parameters.Where(p => p.IsTheta);

    private string ThetaNames
    {
        get
        {
            IEnumerable<string> names = DeclaredTheta.Select(t => $"<c>{t.Name}</c>");
            return DeclaredTheta.Count() <= 2
                ? string.Join(" and ", names)
                : string.Join(", ", names.Take(DeclaredTheta.Count() - 1)) + " and " + names.Last();
        }
    }

    /// <summary>The method that clears the destinations and adds to them, or makes objects of numbers.</summary>
    private void EmitOverwritingMethod()
    {
        bool needsWorkspace = CoreNeedsWorkspace;
        OpenMethod(model.Accessibility, signature.ValueAndGradientType, signature.ValueAndGradient, signature.ParameterList, needsWorkspace);
        EmitDestinations();
        string call = $"{signature.Core}({signature.CoreArgumentList}{(needsWorkspace ? ", " + signature.Workspace : "")})";
        if (signature.ReturnsCore)
        {
            writer.Line($"return {call};");
        }
        else
        {
            NameAllocator names = NamesBesideParameters();
            string value = Name("value");
            string[] adjoints = [.. signature.ScalarTheta.Select(t => Name(t.Name + "Adjoint"))];
            string parts = string.Join(", ", signature.ScalarTheta.Zip(adjoints, (t, a) => $"{t.Type} {a}"));
            writer.Line($"({signature.ValueType} {value}, {(adjoints.Length == 1 ? parts : $"({parts})")}) = {call};");
            writer.Line($"return ({value}, {signature.Construct(adjoints)});");

            string Name(string wanted) => NameAllocator.Escape(names.Allocate(wanted));
        }

        writer.Close();
    }

    private void EmitCore()
    {
        OpenMethod("private", signature.CoreType, signature.Core, signature.CoreParameterList, CoreNeedsWorkspace);
        EmitBody(
            loss.ValueAndGradient, results => results.Length == 1 ? results[0] : $"({results[0]}, {Tuple(results.RemoveAt(0))})", isCore: signature.HasCore);
        writer.Close();
    }

    private bool CoreNeedsWorkspace => NeedsWorkspace(loss.ValueAndGradient) || signature.CopiedLeaves(isCore: true).Any();

    private NameAllocator NamesBesideParameters()
    {
        var names = new NameAllocator();
        foreach (string name in signature.Names.Concat(signature.Destinations.Concat(signature.Spans).Select(d => d.Name)).Append(signature.Workspace))
        {
            names.Reserve(name);
        }

        return names;
    }

    private void OpenMethod(string accessibility, string type, string name, string parameters, bool needsWorkspace)
    {
        string workspace = needsWorkspace ? $", {types["Workspace"]}? {signature.Workspace} = null" : "";
        writer.Open($"{accessibility} {signature.Modifiers}{type} {name}({parameters}{workspace})");
    }

    /// <summary>The body of a method with the parameters of the loss.</summary>
    private void EmitBody(Function function, System.Func<ImmutableArray<string>, string> formatResult, bool isCore = false)
    {
        HashSet<Value> used = [.. function.Body.FreeValues()];
        string copies = EmitCopies([.. signature.CopiedLeaves(isCore).Where(l => used.Any(v => v.Index < function.Parameters.Count && function.Parameters[v.Index].Name == l.Name))]);
        Dictionary<string, ParameterDeclaration> parts = model.Leaves.Where(l => l.Place is { Copied: CopiedPart.None }).ToDictionary(l => l.Name);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            // Arrays and their lengths are read once, and not in each iteration of a loop.
            if (used.Contains(new Value(i)) && parts.TryGetValue(function.Parameters[i].Name, out ParameterDeclaration part) && (part.IsArray || part.IsExtent))
            {
                writer.Line($"{signature.TypeOf(part)} {NameAllocator.Escape(part.Name)} = {Signature.Read(part)};");
            }
        }

        IEnumerable<string> names = model.Parameters.Where(p => p.Composite is not null).Select(p => p.Name)
            .Concat(signature.Destinations.Where(d => d.Theta.Composite is not null).Select(d => d.Name)).Append(copies);
        Dictionary<string, string> reads = parts.Values.Where(p => !p.IsArray && !p.IsExtent).ToDictionary(p => p.Name, Signature.Read);
        BodyEmitter.Emit(function, writer, types, model.ChecksOverflow, pullbacks, formatResult, new MethodFrame([.. names], reads));
    }

    /// <summary>Checks all destinations before it clears the first.</summary>
    private void EmitDestinations()
    {
        foreach ((string type, string name, ParameterDeclaration theta) in signature.Destinations)
        {
            if (theta.Composite is { IsReference: true })
            {
                writer.Line($"{types["ArgumentNullException"]}.ThrowIfNull({NameAllocator.Escape(name)});");
            }
        }

        List<(string Name, string Read, string ElementType)> arrays =
            [.. model.Leaves.Where(p => p is { IsArray: true, IsExtent: false }).Select(p => (p.Path, MemoryOf(p), p.ElementType))];
        foreach ((string type, string name, ParameterDeclaration theta) in signature.Spans)
        {
            string destination = name;
            string others = string.Concat(arrays.Where(a => a.Name != theta.Path).Select(a => $".Apart<{a.ElementType}>({a.Read}, \"{a.Name}\")"));
            if (theta.Place is { Copied: CopiedPart.Elements } rows)
            {
                ParameterDeclaration jagged = model.Parameters.First(p => p.Name == rows.Parameter);
                destination = signature.DestinationOf(jagged) + theta.Path.Substring(rows.Parameter.Length);
                string read = NameAllocator.Escape(signature.DestinationOf(jagged)) + rows.Suffix;
                writer.Line($"{types["JaggedGradient"]}.Check({read}, {Signature.Read(theta)}, \"{destination}\", \"{theta.Path}\"){others};");
                arrays.Add((destination, read, theta.ElementType));
                continue;
            }

            if (theta.Place is { } place)
            {
                ParameterDeclaration whole = model.Parameters.First(p => p.Name == place.Parameter);
                destination = signature.DestinationOf(whole) + theta.Path.Substring(place.Parameter.Length);
                string array = NameAllocator.Escape(signature.DestinationOf(whole)) + place.ArraySuffix;
                string elements = place.Rank == 0
                    ? array
                    : $"{types["ArrayGradient"]}.ElementsOf({array}, {NameAllocator.Escape(place.Parameter)}{place.ArraySuffix}, \"{destination}\", \"{theta.Path}\")";
                writer.Line($"{type} {NameAllocator.Escape(name)} = {elements};");
            }

            writer.Line(
                $"{types["ArrayGradient"]}.Check<{theta.ElementType}>({NameAllocator.Escape(name)}, {Signature.Read(theta)}, \"{destination}\", \"{theta.Path}\"){others};");
            arrays.Add((destination, NameAllocator.Escape(name), theta.ElementType));
        }

        foreach ((_, string name, _) in signature.Spans.Where(s => s.Theta.Place is not { Copied: not CopiedPart.None }))
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

        OpenMethod(model.Accessibility, type, name, signature.ParameterList, NeedsWorkspace(function) || signature.CopiedLeaves(isCore: false).Any());
        EmitDestinations();
        EmitBody(function, formatResult);
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

    private string ValueAndGradientOf(ImmutableArray<string> results)
        => signature.ReturnsGradient ? $"({results[0]}, {GradientOf(results.RemoveAt(0))})" : results[0];

    private string GradientOf(ImmutableArray<string> numbers) => numbers.IsEmpty ? "" : signature.Construct(numbers);

    private static string Tuple(ImmutableArray<string> results)
        => results.Length switch
        {
            0 => "",
            1 => results[0],
            _ => $"({string.Join(", ", results)})",
        };
}
