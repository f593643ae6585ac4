using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Emission;

/// <content>What copies arrays of arrays, whose elements become one array in which a row is a part, and tensors.</content>
internal sealed partial class LossEmitter
{
    /// <summary>
    /// A method of a loss with arrays of arrays in θ: it copies them, calls the private method that takes the copies, and copies the gradient to the
    /// rows of the caller's.
    /// </summary>
    private void EmitCopyingMethod(string type, string name, bool withValue)
    {
        OpenMethod(model.Accessibility, type, name, signature.ParameterList, needsWorkspace: true);
        EmitDestinations();
        string copies = EmitCopies([.. signature.CopiedLeaves(isCore: false).Where(l => !signature.CopiedLeaves(isCore: true).Contains(l))]);
        List<(string Type, string Name, ParameterDeclaration Theta)> jagged = [.. signature.Spans.Where(s => s.Theta.Place is { Copied: CopiedPart.Elements })];
        foreach ((string span, string gradient, ParameterDeclaration theta) in jagged)
        {
            writer.Line($"{span} {NameAllocator.Escape(gradient)} = {copies}.Take<{theta.ElementType}>({NameAllocator.Escape(theta.Name)}.Length);");
        }

        NameAllocator names = NamesBesideParameters();
        names.Reserve(copies);
        bool needsValue = withValue || signature.ScalarTheta.Count > 0;
        string value = needsValue ? NameAllocator.Escape(names.Allocate("value")) : "_";
        string[] adjoints = [.. signature.ScalarTheta.Select(t => NameAllocator.Escape(names.Allocate(t.Name + "Adjoint")))];
        string parts = string.Join(", ", signature.ScalarTheta.Zip(adjoints, (t, a) => $"{t.Type} {a}"));
        string taken = (adjoints.Length, withValue) switch
        {
            (0, true) => $"{signature.ValueType} {value}",
            (0, false) => value,
            (1, _) => $"({(withValue ? $"{signature.ValueType} {value}" : "_")}, {parts})",
            _ => $"({(withValue ? $"{signature.ValueType} {value}" : "_")}, ({parts}))",
        };
        writer.Line($"{taken} = {signature.Core}({signature.CoreArgumentList}{(CoreNeedsWorkspace ? ", " + signature.Workspace : "")});");
        foreach ((_, string gradient, ParameterDeclaration theta) in jagged)
        {
            ParameterDeclaration whole = model.Parameters.First(p => p.Name == theta.Place!.Parameter);
            string destination = NameAllocator.Escape(signature.DestinationOf(whole)) + theta.Place!.Suffix;
            writer.Line($"{types["JaggedArrays"]}.CopyTo<{theta.ElementType}>({NameAllocator.Escape(gradient)}, {destination});");
        }

        string result = signature.ReturnsGradient ? signature.Construct(adjoints) : "";
        if (withValue || result.Length > 0)
        {
            writer.Line($"return {(!withValue ? result : result.Length > 0 ? $"({value}, {result})" : value)};");
        }

        writer.Close();
    }

    /// <summary>Copies parts of arrays of arrays and of tensors to memory of the workspace.</summary>
    /// <param name="leaves">The parts.</param>
    /// <returns>The name of the scope of the workspace.</returns>
    private string EmitCopies(IReadOnlyList<ParameterDeclaration> leaves)
    {
        string copies = NameAllocator.Escape(NamesBesideParameters().Allocate("copies"));
        if (leaves.Count == 0)
        {
            return copies;
        }

        writer.Line($"using var {copies} = new {types["WorkspaceScope"]}({signature.Workspace});");
        foreach (IGrouping<string, ParameterDeclaration> parts in leaves.GroupBy(l => Signature.Read(l)))
        {
            if (parts.First().Place!.Copied is CopiedPart.TensorElements or CopiedPart.TensorLengths)
            {
                EmitTensorCopy(copies, parts);
                continue;
            }

            ParameterDeclaration offsets = model.Leaves.First(l => l.Place is { Copied: CopiedPart.Offsets } && Signature.Read(l) == parts.Key);
            string places = NameAllocator.Escape(offsets.Name);
            writer.Line(
                $"{types["ReadOnlySpan"]}<int> {places} = {types["JaggedArrays"]}.OffsetsOf({parts.Key}, {copies}.Take<int>({parts.Key}.Length + 1), \"{offsets.Path}\");");
            foreach (ParameterDeclaration elements in parts.Where(p => p.Place is { Copied: CopiedPart.Elements }))
            {
                writer.Line(
                    $"{signature.TypeOf(elements)} {NameAllocator.Escape(elements.Name)} = {types["JaggedArrays"]}.ElementsOf({parts.Key}, {copies}.Take<{elements.ElementType}>({places}[{parts.Key}.Length]));");
            }
        }

        return copies;
    }

    /// <summary>Copies a tensor, whose elements may lie anywhere and even in one place, row by row.</summary>
    private void EmitTensorCopy(string copies, IGrouping<string, ParameterDeclaration> parts)
    {
        foreach (ParameterDeclaration part in parts)
        {
            string name = NameAllocator.Escape(part.Name);
            if (part.Place!.Copied == CopiedPart.TensorLengths)
            {
                writer.Line($"{types["ReadOnlySpan"]}<int> {name} = {types["Matrices"]}.LengthsOf({parts.Key}.Lengths, {copies}.Take<int>({parts.Key}.Rank));");
            }
            else
            {
                writer.Line($"{types["Span"]}<{part.ElementType}> {name} = {copies}.Take<{part.ElementType}>(checked((int){parts.Key}.FlattenedLength));");
                writer.Line($"{parts.Key}.FlattenTo({name});");
            }
        }
    }

    /// <summary>How the memory of an array is read that the destination of a gradient must be apart from.</summary>
    private string MemoryOf(ParameterDeclaration leaf)
    {
        string read = Signature.Read(leaf);
        return leaf.Place is { Copied: CopiedPart.TensorElements }
            ? $"{types["Matrices"]}.MemoryOf(in {read}.GetPinnableReference(), {read}.Lengths, {read}.Strides)"
            : read;
    }
}
