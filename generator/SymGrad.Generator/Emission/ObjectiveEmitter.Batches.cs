using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Emission;

/// <content>The part for mini-batches: a copy of the objective takes the values of some items into columns of its own.</content>
internal sealed partial class ObjectiveEmitter
{
    private void EmitGather()
    {
        KernelNames names = NewNames();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override bool CanGather => true;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Open(
            $"protected override void Gather({types["Objective"]}<{signature.Precision}> source, {types["ReadOnlySpan"]}<int> items, int position)");
        writer.Line($"var data = ({signature.Objective})source;");
        foreach (ParameterDeclaration column in signature.Data)
        {
            // The names of columns end in other words than these.
            writer.Line($"data.{names.Column(column)}.Gather(items, position, ref {names.Column(column)});");
        }

        writer.Close();
    }
}
