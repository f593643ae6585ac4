using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <content>What variables stand for, and the names that their values get.</content>
internal sealed partial class LoweringContext
{
    private readonly Dictionary<ISymbol, ISymbol> aliases = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ElementPlace> elements = new(SymbolEqualityComparer.Default);

    /// <summary>The variable that a symbol stands for: itself, or the argument of a ref parameter.</summary>
    public ISymbol Resolve(ISymbol variable) => aliases.TryGetValue(variable, out ISymbol? target) ? target : variable;

    /// <summary>The element of an array that a ref parameter or ref local stands for; null for any other variable.</summary>
    public ElementPlace? ElementOf(ISymbol variable) => elements.TryGetValue(Resolve(variable), out ElementPlace? element) ? element : null;

    /// <summary>Makes a variable another name for a variable, or, for null, its own again.</summary>
    public void Alias(ISymbol parameter, ISymbol? target)
    {
        aliases.Remove(parameter);
        elements.Remove(parameter);
        if (target is not null)
        {
            aliases[parameter] = Resolve(target);
        }
    }

    /// <summary>Makes a variable another name for an element of an array.</summary>
    public void AliasElement(ISymbol parameter, ElementPlace element)
    {
        aliases.Remove(parameter);
        elements[parameter] = element;
    }

    /// <summary>
    /// Names a value after the variable that now holds it. Variables of the loss itself are declared ones, which emitted code keeps; those
    /// of helpers are hints. The members of 'this', for which its type stands, keep the names that they have.
    /// </summary>
    public void Name(ISymbol variable, LoweredValue value)
    {
        bool isDeclared = SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, Subject)
            || SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, Subject.PartialImplementationPart);
        ITypeSymbol? type = (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;
        if (variable is not INamedTypeSymbol)
        {
            Name(variable.Name, value, type, isDeclared);
        }
    }

    private void Name(string name, LoweredValue value, ITypeSymbol? type, bool isDeclared)
    {
        if (value is ScalarValue scalar)
        {
            if (Builder.DefinitionOf(scalar.Value)?.Operation is not ConstantOperation)
            {
                Builder.Name(scalar.Value, name, isDeclared);
            }
        }
        else if (value is ArrayValue array)
        {
            Builder.Name(array.Array, name, isDeclared);
        }
        else if (value is TupleValue matrix && MatrixTypes.IsMatrix(type))
        {
            Name(name, matrix.Elements[0], null, isDeclared);
        }
        else if (value is TupleValue tuple && !JaggedTypes.IsJagged(type) && !TensorTypes.IsTensor(type))
        {
            ImmutableArray<CompositeMember> members = tuple.IsInstance && CompositeTypes.Of(type) is { } composite ? composite.Members : [];
            ImmutableArray<IFieldSymbol> elements = (type as INamedTypeSymbol)?.TupleElements ?? default;
            for (int i = 0; i < tuple.Elements.Count; i++)
            {
                string suffix = i < members.Length
                    ? Identifiers.Capitalize(members[i].Name)
                    : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                ITypeSymbol? elementType = i < members.Length ? members[i].Type : elements.IsDefault ? null : elements[i].Type;
                Name(name + suffix, tuple.Elements[i], elementType, isDeclared: false);
            }
        }
    }
}
