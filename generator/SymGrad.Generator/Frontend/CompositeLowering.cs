using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Diagnostics;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers what reads, makes and copies instances of composite types. They are trees of scalars, and are copied as values are.</summary>
internal sealed class CompositeLowering(LoweringContext context)
{
    /// <summary>What a stored field or property of an instance holds; null for a member that is computed, or of another type.</summary>
    public LoweredValue? LowerMember(IMemberReferenceOperation reference)
    {
        if (reference.Instance is not { } instance || TypeOf(instance) is not { } type || type.IndexOf(reference.Member) is not (>= 0 and var index))
        {
            return null;
        }

        CompositeMember member = type.Members[index];
        if (member.Obstacle is { } obstacle)
        {
            context.Unsupported(reference.Syntax, $"'{type.Symbol.Name}.{member.Name}'", $"{obstacle}: pass what the loss needs of it as a number or an array");
            return context.Default(reference.Type);
        }

        LoweredValue value = context.Expressions.Lower(instance);
        LoweredValue held = value is TupleValue { IsInstance: true } whole ? whole.Elements[index] : context.Default(member.Type);
        switch (held)
        {
            case AmbiguousArray:
                context.Unsupported(
                    reference.Syntax, $"'{member.Name}' where it may be one of several arrays", "use a variable for each array, and copy elements instead");
                return context.Default(member.Type);
            case OpaqueValue:
                ReportHidden(reference, type);
                return context.Default(member.Type);
            case UnassignedValue:
                context.FailUnlessCompilerDoes(reference.Syntax);
                return context.Default(member.Type);
            default:
                return held;
        }
    }

    /// <summary>The position of the member that a reference to an instance's field or property names; −1 when it is none that is stored.</summary>
    public static int MemberIndex(IMemberReferenceOperation reference)
        => reference.Instance is { } instance && TypeOf(instance) is { } type ? type.IndexOf(reference.Member) : -1;

    /// <summary>The instance that the method being lowered belongs to; null where there is none.</summary>
    public LoweredValue? LowerThis(IInstanceReferenceOperation reference)
        => ReceiverOf(reference) is { } receiver && context.Environment.Find(receiver) is { } value ? value : null;

    /// <summary>What stands for 'this' among the variables: its type.</summary>
    public static ISymbol? ReceiverOf(IInstanceReferenceOperation reference)
        => reference.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance ? reference.Type?.OriginalDefinition : null;

    /// <summary>Lowers <c>value with { Member = … }</c>.</summary>
    public LoweredValue? LowerWith(IWithOperation operation)
    {
        if (CompositeTypes.Of(operation.Type) is not { } type)
        {
            return null;
        }

        if (operation.CloneMethod is { IsImplicitlyDeclared: false } || HasOwnCopyConstructor(type.Symbol))
        {
            context.Unsupported(operation.Syntax, $"'with' on '{type.Symbol.Name}', which copies itself in a way of its own", "create a new one");
            return context.Default(operation.Type);
        }

        LoweredValue copied = context.Expressions.Lower(operation.Operand);
        return Initialize(type, copied, operation.Initializer);
    }

    /// <summary>Lowers a default value, which is null where the type is a class or holds an array.</summary>
    public LoweredValue LowerDefault(IOperation expression)
    {
        if (CompositeTypes.Of(expression.Type) is { HasReferences: true } type)
        {
            context.Unsupported(expression.Syntax, $"the default value of '{type.Symbol.Name}', which is null or holds null", "create one");
        }

        return context.Default(expression.Type);
    }

    /// <summary>Takes the members that an object initializer or a 'with' gives into an instance.</summary>
    public LoweredValue Initialize(CompositeType type, LoweredValue instance, IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (IOperation part in initializer?.Initializers ?? [])
        {
            if (part is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation target, Value: { } assigned }
                || type.IndexOf(target.Member) is not (>= 0 and var index))
            {
                context.Unsupported(part.Syntax, "this initializer", "give stored members their values one by one");
                continue;
            }

            LoweredValue value = context.Expressions.Lower(assigned);
            if (instance is TupleValue { IsInstance: true } whole && type.Members[index].Obstacle is null)
            {
                instance = whole with { Elements = new(whole.Elements.Items.SetItem(index, value)) };
            }
        }

        return instance;
    }

    /// <summary>Lowers a property with a getter that computes.</summary>
    public LoweredValue? LowerComputed(IPropertyReferenceOperation reference)
    {
        if (reference.Instance is not { } instance || !HasMethods(instance) || reference.Property.GetMethod is not { } getter
            || !reference.Property.Parameters.IsEmpty)
        {
            return null;
        }

        if (getter.IsVirtual || getter.IsAbstract || getter.IsOverride)
        {
            context.Unsupported(reference.Syntax, $"the virtual property '{reference.Property.Name}'", "make it one that no other type overrides");
            return context.Default(reference.Type);
        }

        return context.Bodies.Find(getter) is { } body
            ? context.Inlining.Lower(getter, body, [], reference.Syntax, ReceiverOf(getter, instance))
            : null;
    }

    /// <summary>
    /// Whether an assignment to a member changes one variable only: an object of a class may be known by others too, except in its constructor.
    /// </summary>
    public bool IsAssignable(IMemberReferenceOperation member)
        => member.Instance is { Type: { } type } instance
            && (type.IsValueType || (instance is IInstanceReferenceOperation && context.CurrentMethod.MethodKind == MethodKind.Constructor));

    /// <summary>Lowers an operator that the user's code defines; null for one without source.</summary>
    public LoweredValue? LowerOperator(IMethodSymbol method, SyntaxNode source, params ImmutableArray<IOperation> operands)
        => method.IsStatic && !method.IsVirtual && !method.IsAbstract && context.Bodies.Find(method) is { } body
            ? context.Inlining.Lower(method, body, [.. operands.Select(context.Expressions.Lower)], source)
            : context.Vectors.LowerOperator(method, source, operands);

    /// <summary>Lowers a call of an instance's own method; null for one that is virtual, or without source.</summary>
    public LoweredValue? LowerCall(IInvocationOperation invocation)
        => invocation is { Instance: { } instance, TargetMethod: { IsVirtual: false, IsAbstract: false, IsOverride: false, IsAsync: false, MethodKind: MethodKind.Ordinary } method }
            && HasMethods(instance) && !context.Recursion.IsRecursive(method) && context.Bodies.Find(method) is { } body
            ? context.Inlining.Lower(method, body, invocation.Arguments, invocation.Syntax, ReceiverOf(method, instance))
            : null;

    /// <summary>What a method finds as 'this': the instance that it is called on, or, where it is inherited, what that has of the base class.</summary>
    private Receiver ReceiverOf(IMethodSymbol method, IOperation instance)
    {
        LoweredValue value = context.Expressions.Lower(instance);
        INamedTypeSymbol declaring = method.ContainingType.OriginalDefinition;
        return value is TupleValue { IsInstance: true } whole && !SymbolEqualityComparer.Default.Equals(instance.Type?.OriginalDefinition, declaring)
            ? new(declaring, whole with { Elements = new([.. whole.Elements.Items.Take(CompositeTypes.FieldsOf(declaring).Count())]) })
            : new(declaring, value);
    }

    /// <summary>Whether methods can be written out for an instance: it is of a composite type, or that of the loss, which may hold nothing.</summary>
    private bool HasMethods(IOperation instance) => TypeOf(instance) is not null || (instance is IInstanceReferenceOperation && context.Self is not null);

    private static CompositeType? TypeOf(IOperation instance) => CompositeTypes.Of(instance.Type);

    /// <summary>Whether a record class declares the constructor that 'with' calls itself.</summary>
    private static bool HasOwnCopyConstructor(INamedTypeSymbol type)
        => type is { IsRecord: true, IsReferenceType: true } && type.InstanceConstructors.Any(
            c => !c.IsImplicitlyDeclared && c.Parameters is [{ Type: { } copied }] && SymbolEqualityComparer.Default.Equals(copied, type));

    private void ReportHidden(IMemberReferenceOperation reference, CompositeType type)
    {
        if (!context.HasErrors)
        {
            context.Report(
                Descriptors.NotAccessible,
                reference.Syntax,
                $"{type.Symbol.Name}.{reference.Member.Name}",
                context.Loss.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
        }
    }
}

/// <summary>The instance that a method is called on.</summary>
/// <param name="Variable">What stands for 'this' among the variables of the method.</param>
/// <param name="Value">The instance.</param>
internal sealed record Receiver(ISymbol Variable, LoweredValue Value);
