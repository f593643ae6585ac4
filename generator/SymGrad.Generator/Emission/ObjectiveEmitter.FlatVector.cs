using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <content>θ as a flat vector: where each parameter lies in it, from the user's values to the vector, and back.</content>
internal sealed partial class ObjectiveEmitter
{
    private void EmitFlatVector()
    {
        List<ParameterDeclaration> declared = [.. model.Parameters.Where(p => p.IsTheta)];
        if (declared.All(t => t.Composite is null))
        {
            return;
        }

        KernelNames names = NewNames();
        string vector = names.Allocate("vector");
        string parameters = string.Join(", ", declared.Select(t => $"{signature.TypeOf(t).TrimEnd('?')} {NameAllocator.Escape(t.Name)}"));
        string arguments = string.Join(", ", declared.Select(t => NameAllocator.Escape(t.Name)));
        string listed = string.Join(", ", signature.Theta.Select(t => t.Path));
        writer.Line();
        writer.Line($"/// <summary>A new flat vector θ of {listed}, in the order of <see cref=\"{types["Objective"]}.Parameters\"/>.</summary>");
        writer.Open($"public {signature.Precision}[] Flatten({parameters})");
        writer.Line($"{signature.Precision}[] {vector} = new {signature.Precision}[{OfInstance("ParameterCount")}];");
        writer.Line($"{OfInstance("Flatten")}({arguments}, {vector});");
        writer.Line($"return {vector};");
        writer.Close();
        writer.Line();
        writer.Line($"/// <summary>Writes {listed} to a flat vector θ, in the order of <see cref=\"{types["Objective"]}.Parameters\"/>.</summary>");
        writer.Open($"public void Flatten({parameters}, {types["Span"]}<{signature.Precision}> {vector})");
        EmitFlattening(names, vector, declared);
        writer.Close();
        writer.Line();
        writer.Line("/// <summary>What a flat vector θ, or a gradient with respect to it, holds for each parameter.</summary>");
        string[] typesOfParts = [.. declared.Select(t => t.IsArray ? $"{t.ElementType}[]" : t.Type.TrimEnd('?'))];
        string result = declared.Count == 1
            ? typesOfParts[0]
            : $"({string.Join(", ", declared.Zip(typesOfParts, (t, type) => $"{type}{Signature.ElementName(t.Name)}"))})";
        writer.Open($"public {result} Unflatten({types["ReadOnlySpan"]}<{signature.Precision}> {vector})");
        writer.Line($"{types["FlatVector"]}.CheckLength({vector}.Length, {OfInstance("ParameterCount")}, {Quote(vector.TrimStart('@'))});");
        string[] parts = [.. declared.Select(t => OfVector(names, t.IsArray ? t with { Array = ArrayKind.Array } : t, vector))];
        writer.Line($"return {(parts.Length == 1 ? parts[0] : $"({string.Join(", ", parts)})")};");
        writer.Close();
    }

    /// <summary>Checks all lengths before it writes the first number.</summary>
    private void EmitFlattening(KernelNames names, string vector, List<ParameterDeclaration> declared)
    {
        foreach (ParameterDeclaration theta in declared.Where(t => t.Composite is { IsReference: true }))
        {
            writer.Line($"{types["ArgumentNullException"]}.ThrowIfNull({NameAllocator.Escape(theta.Name)});");
        }

        writer.Line($"{types["FlatVector"]}.CheckLength({vector}.Length, {OfInstance("ParameterCount")}, {Quote(vector.TrimStart('@'))});");
        foreach (ParameterDeclaration theta in signature.ArrayTheta)
        {
            writer.Line(theta.Place is { Copied: CopiedPart.Elements }
                ? $"{types["JaggedArrays"]}.CheckLengths({Signature.Read(theta)}, {OffsetsOf(theta)}, {Quote(theta.Path)});"
                : theta.Place is { Rank: > 0 } place
                ? $"{types["FlatVector"]}.CheckShape({NameAllocator.Escape(place.Parameter)}{place.ArraySuffix}, {EntryOf(theta)}.Shape, {Quote(theta.Path)});"
                : $"{types["FlatVector"]}.CheckLength<{theta.ElementType}>({Signature.Read(theta)}, {names.Length(theta)}, {Quote(theta.Path)});");
        }

        foreach (ParameterDeclaration theta in signature.Theta)
        {
            string place = Place(names, theta, "");
            writer.Line(theta.IsArray
                ? $"{types[theta.Place is { Copied: CopiedPart.Elements } ? "JaggedArrays" : "FlatVector"]}.Copy({Signature.Read(theta)}, {vector}.Slice({place}, {names.Length(theta)}));"
                : $"{vector}[{place}] = {Signature.Read(theta)};");
        }
    }

    /// <summary>The field that has where the rows of an array of arrays in θ begin.</summary>
    private string OffsetsOf(ParameterDeclaration elements)
        => NameAllocator.Escape(ThetaExtents.First(e => e.Place is { Copied: CopiedPart.Offsets } && e.Path == elements.Path).Name);

    /// <summary>Declares the parameters in θ as they are in the flat vector.</summary>
    private void EmitTheta(KernelNames names, string vector, IEnumerable<ParameterDeclaration> parameters)
    {
        foreach (ParameterDeclaration theta in parameters.Where(p => p.IsTheta))
        {
            string type = theta.Composite is null && theta.IsArray ? signature.TypeOf(theta) : theta.Type.TrimEnd('?');
            writer.Line($"{type} {NameAllocator.Escape(theta.Name)} = {OfVector(names, theta, vector)};");
        }
    }

    /// <summary>Declares the numbers and arrays in θ as they are in the flat vector: arrays as the loss has them, which may take a copy.</summary>
    private void EmitThetaLeaves(IEnumerable<ParameterDeclaration> leaves, KernelNames names, string vector)
    {
        foreach (ParameterDeclaration theta in leaves)
        {
            writer.Line($"{signature.TypeOf(theta)} {NameAllocator.Escape(theta.Name)} = {OfVector(names, theta, vector)};");
        }
    }

    /// <summary>Declares θ as a function of several items takes it: arrays as parts of the vector, and numbers as one, or as one of each item.</summary>
    private void EmitThetaOf(Function function, KernelNames names, string vector)
    {
        foreach (ParameterDeclaration theta in PassTheta)
        {
            string type = theta.IsArray ? $"{types["ReadOnlySpan"]}<{theta.ElementType}>"
                : function.Parameters.First(p => p.Name == theta.Name).Type is var lanes && lanes.IsLanes() ? types.Of(lanes)
                : signature.TypeOf(theta);
            writer.Line($"{type} {NameAllocator.Escape(theta.Name)} = {OfVector(names, theta, vector, copies: false)};");
        }
    }

    /// <summary>The expression that makes a parameter of its part of the flat vector.</summary>
    private string OfVector(KernelNames names, ParameterDeclaration theta, string vector, bool copies = true)
    {
        if (theta.Composite is { } composite)
        {
            return composite.Construction!.Print([.. theta.Leaves.Select(l => OfVector(names, l, vector))]);
        }

        if (theta.IsExtent)
        {
            return NameAllocator.Escape(theta.Name);
        }

        string place = Place(names, theta, "");
        if (!theta.IsArray)
        {
            return $"{(theta.Type == signature.Precision ? "" : $"({theta.Type})")}{vector}[{place}]";
        }

        string part = $"{vector}.Slice({place}, {names.Length(theta)})";
        return theta.ElementType != signature.Precision ? $"{types["SinglePrecision"]}.Round({part})"
            : theta.Array == ArrayKind.ReadOnlySpan || !copies ? part
            : $"{part}.ToArray()";
    }

    /// <summary>Where a parameter lies in the flat vector, as an expression, after what stands before the vector.</summary>
    private string Place(KernelNames names, ParameterDeclaration theta, string before)
    {
        if (results.Contains(theta))
        {
            return PlaceOfResult(names, theta, before.Length > 0 ? int.Parse(before, CultureInfo.InvariantCulture) : 0);
        }

        List<ParameterDeclaration> earlier = [.. signature.Theta.TakeWhile(t => t != theta)];
        int numbers = earlier.Count(t => !t.IsArray) + (before.Length > 0 ? int.Parse(before, CultureInfo.InvariantCulture) : 0);
        IEnumerable<string> lengths = earlier.Where(t => t.IsArray).Select(names.Length);
        string number = numbers.ToString(CultureInfo.InvariantCulture);
        return string.Join(" + ", numbers > 0 || !lengths.Any() ? lengths.Prepend(number) : lengths);
    }
}
