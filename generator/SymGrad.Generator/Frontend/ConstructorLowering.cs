using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers the creation of instances of composite types: the arguments, what initialises the members, the constructor's body, and the object
/// initializer, in this order.
/// </summary>
internal sealed class ConstructorLowering(LoweringContext context)
{
    /// <summary>The instance that an expression creates; null when its type is not composite.</summary>
    public LoweredValue? Lower(IObjectCreationOperation creation)
    {
        if (CompositeTypes.Of(creation.Type) is not { } type || creation.Constructor is not { } constructor)
        {
            return null;
        }

        if (VectorTypes.IsVector(creation.Type))
        {
            return context.Composites.Initialize(type, context.Vectors.Construct(creation), creation.Initializer);
        }

        LoweredValue? created = Construct(type, constructor, creation.Arguments, creation.Syntax);
        return created is null ? context.Default(creation.Type) : context.Composites.Initialize(type, created, creation.Initializer);
    }

    private LoweredValue? Construct(
        CompositeType type, IMethodSymbol constructor, ImmutableArray<IArgumentOperation> arguments, SyntaxNode source)
    {
        if (type.Symbol.BaseType is { SpecialType: SpecialType.None })
        {
            context.Unsupported(source, $"the creation of '{type.Symbol.Name}', which has a base class", "use a type without one");
            return null;
        }

        if (constructor.Parameters.IsEmpty && constructor.IsImplicitlyDeclared && type.Symbol.IsValueType)
        {
            // The default value: initializers of members need a constructor that is declared.
            return type.HasReferences ? Refuse(type, source) : context.Default(type.Symbol);
        }

        IConstructorBodyOperation? body = BodyOf(constructor);
        if (body is not null && ChainOf(body) is { } chained)
        {
            context.Unsupported(chained.Syntax, "a constructor that calls another one", "assign the members in each of them");
            return null;
        }

        return context.Inlining.Construct(constructor, arguments, type, () => InitializeMembers(type, constructor), body, source);
    }

    /// <summary>What the members hold before the body of the constructor runs: positional ones their parameter, others their initializer.</summary>
    private TupleValue InitializeMembers(CompositeType type, IMethodSymbol constructor)
    {
        var members = new List<LoweredValue>();
        foreach (CompositeMember member in type.Members)
        {
            members.Add(member.Obstacle is not null
                ? OpaqueValue.Instance
                : Positional(member, constructor) is { } parameter ? context.Environment.Find(parameter) ?? context.Default(member.Type)
                : Initializer(member) is { } initializer ? context.Expressions.Lower(initializer)
                : IsReference(member) ? UnassignedValue.Instance
                : context.Default(member.Type));
        }

        return new TupleValue(members.ToEquatableArray(), IsInstance: true);
    }

    /// <summary>Whether a member that nothing initialises is null.</summary>
    private static bool IsReference(CompositeMember member)
        => ArrayTypes.IsAnyArray(member.Type) || CompositeTypes.Of(member.Type) is { HasReferences: true };

    /// <summary>The parameter that the property of a positional record stands for.</summary>
    public static IParameterSymbol? Positional(CompositeMember member, IMethodSymbol constructor)
        => member.Symbol.OriginalDefinition.DeclaringSyntaxReferences is [{ } reference] && reference.GetSyntax() is ParameterSyntax
            ? constructor.OriginalDefinition.Parameters.FirstOrDefault(p => p.Name == member.Name)
            : null;

    /// <summary>What a member is declared to hold at first; null where nothing is.</summary>
    public IOperation? Initializer(CompositeMember member)
    {
        if (member.Symbol.OriginalDefinition.DeclaringSyntaxReferences is not [{ } reference])
        {
            return null;
        }

        EqualsValueClauseSyntax? clause = reference.GetSyntax(context.CancellationToken) switch
        {
            PropertyDeclarationSyntax property => property.Initializer,
            VariableDeclaratorSyntax field => field.Initializer,
            _ => null,
        };
        return clause is null ? null : context.Bodies.ModelOf(clause.SyntaxTree).GetOperation(clause, context.CancellationToken) is ISymbolInitializerOperation found
            ? found.Value
            : null;
    }

    private IConstructorBodyOperation? BodyOf(IMethodSymbol constructor) => BodyOf(constructor, context.Bodies, context.CancellationToken);

    /// <summary>The body of a constructor that has one: not of a primary or an implicit one.</summary>
    public static IConstructorBodyOperation? BodyOf(IMethodSymbol constructor, MethodBodies bodies, CancellationToken cancellationToken)
        => constructor.OriginalDefinition.DeclaringSyntaxReferences is [{ } reference]
            && reference.GetSyntax(cancellationToken) is ConstructorDeclarationSyntax declaration
            ? bodies.ModelOf(declaration.SyntaxTree).GetOperation(declaration, cancellationToken) as IConstructorBodyOperation
            : null;

    /// <summary>The call of another constructor that a body begins with; null for that of object's, which does nothing.</summary>
    public static IOperation? ChainOf(IConstructorBodyOperation body)
        => body.Initializer is IExpressionStatementOperation
        {
            Operation: IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_Object or SpecialType.System_ValueType },
        }
            ? null
            : body.Initializer;

    private LoweredValue? Refuse(CompositeType type, SyntaxNode source)
    {
        context.Unsupported(source, $"a '{type.Symbol.Name}' whose arrays are null", "give its members values");
        return null;
    }
}
