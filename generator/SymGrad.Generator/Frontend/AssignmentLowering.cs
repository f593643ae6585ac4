using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers everything that changes variables.</summary>
internal sealed class AssignmentLowering(LoweringContext context)
{
    public void Assign(ISymbol variable, LoweredValue value)
    {
        if (context.ElementOf(variable) is { } element && value is ScalarValue scalar)
        {
            context.Arrays.Write(element, scalar.Value);
            return;
        }

        ISymbol target = context.Resolve(variable);
        context.Environment.Set(target, value);
        context.Name(target, value);
    }

    /// <summary>Makes a variable another name for what an expression stands for; false when that is neither a variable nor an element.</summary>
    public bool Refer(ISymbol reference, IOperation expression)
    {
        if (VariableOf(expression) is { } variable)
        {
            if (context.ElementOf(variable) is { } same)
            {
                context.AliasElement(reference, same);
            }
            else
            {
                context.Alias(reference, variable);
            }

            return true;
        }

        if (!ArrayLowering.IsElement(expression) || context.Arrays.PlaceOf(expression) is not { } element)
        {
            return false;
        }

        // The element has to be there, whether or not it is read.
        context.Arrays.Read(element);
        context.AliasElement(reference, element);
        return true;
    }

    /// <summary>The variable that an expression denotes, or null when it is anything else.</summary>
    public static ISymbol? VariableOf(IOperation expression) => expression switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation declaration => VariableOf(declaration.Expression),
        IInstanceReferenceOperation self => CompositeLowering.ReceiverOf(self),
        _ => null,
    };

    /// <summary>The place of a field among the elements of its tuple type.</summary>
    public static int ElementIndex(IFieldSymbol field)
    {
        ImmutableArray<IFieldSymbol> elements = field.ContainingType.TupleElements;
        for (int i = 0; i < elements.Length; i++)
        {
            string itemName = "Item" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (field.Name == elements[i].Name || field.Name == itemName)
            {
                return i;
            }
        }

        return -1;
    }

    public LoweredValue Lower(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is IDiscardOperation)
        {
            return context.Expressions.Lower(assignment.Value);
        }

        Target? target = TargetOf(assignment.Target);
        LoweredValue value = context.Expressions.Lower(assignment.Value);
        Store(target, value);
        return value;
    }

    public LoweredValue? Lower(ICompoundAssignmentOperation assignment)
    {
        if (assignment is { OperatorMethod: { } method, IsLifted: false, InConversion.IsIdentity: true, OutConversion.IsIdentity: true }
            && CompositeTypes.IsComposite(assignment.Target.Type))
        {
            return LowerUserDefined(assignment, method);
        }

        if (assignment.IsLifted || !GenericMathLowering.IsBuiltIn(assignment.OperatorMethod, assignment.Target.Type, assignment.Value.Type)
            || OperatorLowering.BinaryOperatorOf(assignment.OperatorKind) is not { } kind
            || ScalarTypes.Of(assignment.Target.Type) is not { } type
            || ScalarTypes.Of(assignment.Value.Type) is null)
        {
            return null;
        }

        Target? target = TargetOf(assignment.Target);
        Value left = Load(target, assignment.Target.Syntax);
        Value right = context.Expressions.LowerScalar(assignment.Value);
        if (context.HasErrors)
        {
            return context.Default(assignment.Type);
        }

        bool isShift = kind is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.UnsignedShiftRight;
        ScalarType computed = isShift ? ScalarTypes.Promote(type, ScalarType.Int32) : context.Builder.TypeOf(right);
        if (isShift && type is ScalarType.UInt32)
        {
            computed = ScalarType.UInt32;
        }

        bool isChecked = context.Conversions.IsChecked(assignment.Syntax);
        left = context.Conversions.Convert(left, computed, isChecked: false, assignment.Syntax);
        Value result = context.Operators.Binary(kind, left, right, assignment.IsChecked, assignment.Syntax);
        var value = new ScalarValue(context.Conversions.Convert(result, type, isChecked, assignment.Syntax));
        Store(target, value);
        return value;
    }

    public LoweredValue? Lower(IIncrementOrDecrementOperation increment)
    {
        if (increment.IsLifted || !GenericMathLowering.IsBuiltIn(increment.OperatorMethod, increment.Target.Type)
            || ScalarTypes.Of(increment.Target.Type) is not { } type)
        {
            return null;
        }

        Target? target = TargetOf(increment.Target);
        Value before = Load(target, increment.Target.Syntax);
        if (context.HasErrors)
        {
            return context.Default(increment.Type);
        }

        // Types smaller than int are incremented as int and converted back.
        ScalarType computed = type.IsFloating() ? type : type is ScalarType.UInt32 ? type : ScalarTypes.Promote(type, ScalarType.Int32);
        Value one = context.Compute(Constants.Of(1, computed), increment.Syntax);
        BinaryOperator kind = increment.Kind == OperationKind.Increment ? BinaryOperator.Add : BinaryOperator.Subtract;
        Value left = context.Conversions.Convert(before, computed, isChecked: false, increment.Syntax);
        Value sum = context.Operators.Binary(kind, left, one, increment.IsChecked, increment.Syntax);
        bool isChecked = context.Conversions.IsChecked(increment.Syntax);
        Value after = context.Conversions.Convert(sum, type, isChecked, increment.Syntax);
        Store(target, new ScalarValue(after));
        return new ScalarValue(increment.IsPostfix ? before : after);
    }

    /// <summary>A compound assignment by an operator that a composite type defines.</summary>
    private LoweredValue? LowerUserDefined(ICompoundAssignmentOperation assignment, IMethodSymbol method)
    {
        if (TargetOf(assignment.Target) is not { Element: null } target)
        {
            return context.Default(assignment.Type);
        }

        LoweredValue? value = context.Composites.LowerOperator(method, assignment.Syntax, assignment.Target, assignment.Value);
        if (value is not null)
        {
            Store(target, value);
        }

        return value;
    }

    public LoweredValue? Lower(IDeconstructionAssignmentOperation deconstruction)
    {
        if (context.Deconstructions.InfoOf(deconstruction) is not { } info)
        {
            return null;
        }

        // First the indices of the targets are computed, then all values, and only then the first variable changes: (a, b) = (b, a) swaps.
        var targets = new Queue<Target?>();
        FindTargets(deconstruction.Target, targets);
        LoweredValue value = DeconstructionLowering.Apply(info, context.Expressions.Lower(deconstruction.Value), deconstruction.Value.Type);
        var stores = new List<(Target? Target, LoweredValue Value)>();
        LoweredValue assigned = Deconstruct(deconstruction.Target, value, targets, stores);
        foreach ((Target? target, LoweredValue part) in stores)
        {
            Store(target, part);
        }

        return assigned;
    }

    /// <summary>The targets in the order of their text.</summary>
    private void FindTargets(IOperation target, Queue<Target?> targets)
    {
        IOperation inner = WithoutDeclaration(target);
        if (inner is ITupleOperation tuple)
        {
            foreach (IOperation element in tuple.Elements)
            {
                FindTargets(element, targets);
            }
        }
        else
        {
            targets.Enqueue(inner is IDiscardOperation ? null : TargetOf(inner));
        }
    }

    private static IOperation WithoutDeclaration(IOperation target)
        => target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;

    private LoweredValue Deconstruct(
        IOperation target, LoweredValue value, Queue<Target?> targets, List<(Target? Target, LoweredValue Value)> stores)
    {
        IOperation inner = WithoutDeclaration(target);
        if (inner is ITupleOperation tuple)
        {
            if (value is not TupleValue { IsInstance: false } parts || parts.Elements.Count != tuple.Elements.Length)
            {
                context.FailUnlessCompilerDoes(target.Syntax);
                return value;
            }

            return new TupleValue(
                tuple.Elements.Zip(parts.Elements.Items, (t, v) => Deconstruct(t, v, targets, stores)).ToEquatableArray());
        }

        Target? place = targets.Dequeue();
        if (inner is IDiscardOperation || context.HasErrors)
        {
            return value;
        }

        LoweredValue converted = context.Conversions.Convert(value, inner.Type!, isChecked: false, target.Syntax);
        stores.Add((place, converted));
        return converted;
    }

    /// <summary>What an assignment changes, or null after an error.</summary>
    private Target? TargetOf(IOperation expression)
    {
        if (VariableOf(expression) is { } variable)
        {
            if (context.Self?.Holds(context.Resolve(variable)) == true)
            {
                context.Unsupported(expression.Syntax, "an assignment to what the instance of the loss holds", "use a local variable");
                return null;
            }

            return context.ElementOf(variable) is { } aliased
                ? new Target(null, [], expression.Type!, aliased)
                : new Target(context.Resolve(variable), [], expression.Type!, null);
        }

        if (ArrayLowering.IsElement(expression))
        {
            return context.Arrays.PlaceOf(expression) is { } element ? new Target(null, [], expression.Type!, element) : null;
        }

        if (expression is IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } field, Instance: { } instance }
            && TargetOf(instance) is { } tuple)
        {
            return tuple with { Path = tuple.Path.Add(ElementIndex(field)) };
        }

        if (expression is IMemberReferenceOperation { Instance: { } whole } member && CompositeLowering.MemberIndex(member) is >= 0 and var index
            && context.Composites.IsAssignable(member) && TargetOf(whole) is { Element: null } place)
        {
            return place with { Path = place.Path.Add(index) };
        }

        if (expression is IMemberReferenceOperation { Instance: { Type.IsReferenceType: true } holder } changed && CompositeTypes.IsComposite(holder.Type))
        {
            context.Unsupported(
                expression.Syntax, $"an assignment to '{changed.Member.Name}' of an object, which others may refer to", "use 'with', or a struct");
            return null;
        }

        (string construct, string advice) = UnsupportedConstructs.Describe(expression);
        context.Unsupported(expression.Syntax, "an assignment to " + construct, advice);
        return null;
    }

    private Value Load(Target? target, SyntaxNode source)
    {
        if (target?.Element is { } element)
        {
            return context.Arrays.Read(element);
        }

        LoweredValue? value = target?.Variable is { } variable ? context.Expressions.Read(variable, source) : null;
        foreach (int index in target?.Path ?? [])
        {
            value = (value as TupleValue)?.Elements[index];
        }

        return value is ScalarValue scalar ? scalar.Value : context.Zero(ScalarType.Double);
    }

    private void Store(Target? target, LoweredValue value)
    {
        if (target is null)
        {
            return;
        }

        if (target.Element is { } element)
        {
            if (value is ScalarValue scalar)
            {
                context.Arrays.Write(element, scalar.Value);
            }

            return;
        }

        ISymbol variable = target.Variable!;
        if (target.Path.IsEmpty)
        {
            Assign(variable, value);
            return;
        }

        LoweredValue whole = context.Environment.Find(variable) is TupleValue tuple ? tuple : context.Default(target.RootType);
        Assign(variable, Replace(whole, target.Path, 0, value));
    }

    private static LoweredValue Replace(LoweredValue whole, ImmutableArray<int> path, int depth, LoweredValue value)
    {
        if (depth == path.Length || whole is not TupleValue tuple)
        {
            return value;
        }

        LoweredValue element = Replace(tuple.Elements[path[depth]], path, depth + 1, value);
        return tuple with { Elements = new(tuple.Elements.Items.SetItem(path[depth], element)) };
    }

    /// <summary>A variable, an element of a variable that is a tuple, or an element of an array.</summary>
    private sealed record Target(ISymbol? Variable, ImmutableArray<int> Path, ITypeSymbol RootType, ElementPlace? Element);
}
