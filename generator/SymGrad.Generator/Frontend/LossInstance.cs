using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>The instance that a loss is a method of, as the variables that stand for it: 'this', and the parameters of its primary constructor.</summary>
internal sealed class LossInstance
{
    private readonly LoweringContext context;
    private readonly ISymbol self;
    private readonly LoweredValue value;
    private readonly ImmutableArray<(IParameterSymbol Parameter, LoweredValue Value)> captured;

    public LossInstance(LoweringContext context, LoweredValue value, ImmutableArray<(IParameterSymbol Parameter, LoweredValue Value)> captured)
    {
        this.context = context;
        this.value = value;
        this.captured = captured;
        self = context.Loss.ContainingType.OriginalDefinition;
        context.Environment.Set(self, value);
        Show();
    }

    /// <summary>Whether a variable is part of what a loss may not change.</summary>
    public bool Holds(ISymbol variable)
        => (SymbolEqualityComparer.Default.Equals(variable, self) && ReferenceEquals(context.Environment.Find(self), value))
            || captured.Any(c => SymbolEqualityComparer.Default.Equals(c.Parameter, variable) && context.CurrentMethod.MethodKind != MethodKind.Constructor);

    /// <summary>Whether an instance is this one, not an equal one.</summary>
    public bool Is(LoweredValue instance) => ReferenceEquals(instance, value);

    /// <summary>Gives the parameters of the primary constructor their values.</summary>
    public void Show()
    {
        foreach ((IParameterSymbol parameter, LoweredValue held) in captured)
        {
            context.Environment.Set(parameter, held);
        }
    }

    /// <summary>Takes the values away while a method of another instance runs, whose parameters of the primary constructor are not known.</summary>
    public void Hide()
    {
        foreach ((IParameterSymbol parameter, _) in captured)
        {
            context.Environment.Set(parameter, UnassignedValue.Instance);
        }
    }

    /// <summary>Refuses a loss that changes its instance in a way that was not seen where it does.</summary>
    public void CheckUnchanged()
    {
        bool isChanged = !value.Equals(context.Environment.Find(self)) || captured.Any(c => !c.Value.Equals(context.Environment.Find(c.Parameter)));
        if (isChanged && !context.HasErrors)
        {
            context.Unsupported(
                context.SourceMap.Method.SourceTree!.GetRoot().FindNode(context.SourceMap.Method.SourceSpan), "a loss that changes its instance", "use a local variable");
        }
    }
}
