using System.Linq;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Emission;

/// <content>The part for losses that are instance methods: what the instance holds is data that all items share.</content>
internal sealed partial class ObjectiveEmitter
{
    /// <summary>Writes the properties by which the objective, a nested class, reads the parameters of a primary constructor.</summary>
    public static void EmitAccessors(InstanceDeclaration instance, IndentedWriter writer)
    {
        foreach (CapturedParameter parameter in instance.Captured)
        {
            writer.Line($"/// <summary>The parameter <c>{parameter.Name}</c>, for the objective.</summary>");
            writer.Line($"private {(instance.IsReference ? "" : "readonly ")}{parameter.Type} {NameAllocator.Escape(parameter.Accessor)} => {parameter.Name};");
            writer.Line();
        }
    }

    private void EmitInstance(KernelNames names)
    {
        if (model.Instance is { } held)
        {
            if (held.IsReference)
            {
                writer.Line($"{types["ArgumentNullException"]}.ThrowIfNull({names.Instance});");
            }

            writer.Line($"this.{names.Instance} = {names.Instance};");
        }
    }

    /// <summary>What tells the runtime that sums which it keeps are those of another instance by now.</summary>
    private void EmitInstanceReading()
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override bool ReadsInstance => true;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Open($"protected override void ReadInstance({types["InstanceValues"]} values)");
        // Where the rows of an array of arrays begin follows from their lengths.
        foreach (ParameterDeclaration leaf in model.InstanceLeaves.Where(l => l.Place!.Copied != CopiedPart.Offsets))
        {
            writer.Line($"values.Add{(leaf.IsArray ? $"All<{leaf.ElementType}>" : "")}({leaf.Place!.Read(instance)});");
        }

        writer.Close();
    }
}
