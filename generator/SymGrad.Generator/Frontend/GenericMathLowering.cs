using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers what generic code says about its type parameters: static members of the interfaces of numbers, and those of the user's own interfaces, which
/// are those of the type that the parameter stands for.
/// </summary>
internal sealed class GenericMathLowering(LoweringContext context)
{
    /// <summary>Constants of the number types that have no member of that name themselves, or one that is written by it.</summary>
    private static readonly Dictionary<string, double> constants = new(StringComparer.Ordinal)
    {
        ["Zero"] = 0, ["One"] = 1, ["NegativeOne"] = -1, ["AdditiveIdentity"] = 0, ["MultiplicativeIdentity"] = 1,
    };

    private static readonly HashSet<string> namedConstants = new(StringComparer.Ordinal)
    {
        "Pi", "E", "Tau", "NaN", "PositiveInfinity", "NegativeInfinity", "NegativeZero", "Epsilon", "MaxValue", "MinValue",
    };

    /// <summary>The method that a call of a static member of an interface comes to; null where that is not known.</summary>
    public static IMethodSymbol? Implementation(IMethodSymbol method, ITypeSymbol? constrained)
    {
        if (TypeArguments.Resolve(constrained) is not INamedTypeSymbol type || method.ContainingType is not { TypeKind: TypeKind.Interface } declaring)
        {
            return null;
        }

        INamedTypeSymbol declared = TypeArguments.Resolve(declaring);
        IMethodSymbol? member = declared.GetMembers(method.Name).OfType<IMethodSymbol>()
            .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method.OriginalDefinition));
        var found = member is null ? null : type.FindImplementationForInterfaceMember(member) as IMethodSymbol;
        return found is { IsAbstract: false } && method.IsGenericMethod ? found.Construct([.. method.TypeArguments.Select(a => TypeArguments.Resolve(a)!)]) : found;
    }

    /// <summary>Whether an operator is C#'s own on the types that are known: none, or that of an interface of numbers.</summary>
    public static bool IsBuiltIn(IMethodSymbol? method, params ITypeSymbol?[] operands)
        => method is null || (method.ContainingType.TypeKind == TypeKind.Interface
            && operands.All(t => ScalarTypes.Of(t) is ScalarType.Double or ScalarType.Single or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Boolean));

    /// <summary>Lowers a call of a conversion such as T.CreateChecked; null for anything else.</summary>
    public LoweredValue? LowerConversion(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method is not { Name: "CreateChecked" or "CreateSaturating" or "CreateTruncating", IsStatic: true, Parameters: [{ Type: { } parameter }] }
            || ScalarTypes.Of(TypeArguments.Resolve(invocation.ConstrainedToType) ?? method.ContainingType) is not { } to
            || ScalarTypes.Of(parameter) is not { } from
            || !(to.IsFloating() || from == to))
        {
            return null;
        }

        // Between numbers with a point, and from integers to these, all of them are C#'s conversion.
        Value value = context.Expressions.LowerScalar(invocation.Arguments[0].Value);
        return new ScalarValue(context.Builder.DefinitionOf(value)?.Operation is ConstantOperation { Type: ScalarType.Double } constant && to == ScalarType.Single
            ? context.Compute(Constants.Of(constant.ToDouble(), to), invocation.Syntax)
            : context.Conversions.Convert(value, to, isChecked: false, invocation.Syntax));
    }

    /// <summary>Lowers a static property of an interface, such as T.One; null for anything else.</summary>
    public LoweredValue? LowerProperty(IPropertyReferenceOperation reference)
    {
        if (reference is not { Property: { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface } property, ConstrainedToType: { } constrained })
        {
            return null;
        }

        if (ScalarTypes.Of(constrained) is { } type)
        {
            return constants.TryGetValue(property.Name, out double number)
                ? new ScalarValue(context.Compute(Constants.Of(type.IsFloating() ? number : (object)(int)number, type), reference.Syntax))
                : type.IsFloating() && namedConstants.Contains(property.Name) ? Named(property.Name, type, reference.Syntax)
                : null;
        }

        return property.GetMethod is { } getter && Implementation(getter, constrained) is { } implementation
            && context.Bodies.Find(implementation) is { } body
            ? context.Inlining.Lower(implementation, body, System.Collections.Immutable.ImmutableArray<IArgumentOperation>.Empty, reference.Syntax)
            : null;
    }

    private ScalarValue Named(string name, ScalarType type, SyntaxNode source)
    {
        object value = (name, type) switch
        {
            ("Pi", _) => Math.PI,
            ("E", _) => Math.E,
            ("Tau", _) => 6.283185307179586476925,
            ("NaN", _) => double.NaN,
            ("PositiveInfinity", _) => double.PositiveInfinity,
            ("NegativeInfinity", _) => double.NegativeInfinity,
            ("NegativeZero", _) => -0.0,
            ("Epsilon", ScalarType.Single) => float.Epsilon,
            ("Epsilon", _) => double.Epsilon,
            ("MaxValue", ScalarType.Single) => float.MaxValue,
            ("MaxValue", _) => double.MaxValue,
            ("MinValue", ScalarType.Single) => float.MinValue,
            _ => double.MinValue,
        };
        return new(context.Compute(Constants.Of(value, type) with { Text = $"{type.Keyword()}.{name}" }, source));
    }
}
