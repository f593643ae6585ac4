using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.CallSites;

/// <summary>Finds what was put into a tuple, an anonymous object or a record that a variable holds.</summary>
internal static class CompositeValue
{
    /// <summary>What a field or property was given where its object was made; null where that is not known.</summary>
    public static IOperation? Find(IMemberReferenceOperation reference, VariableHistory history)
    {
        IOperation? made = reference.Instance?.Unwrap();
        if (made is ILocalReferenceOperation { Local: var local })
        {
            made = history[local] is [{ Kind: WriteKind.Assign, IsElement: false, Value: { } value }] ? value.Unwrap() : null;
        }

        return made switch
        {
            ITupleOperation tuple when reference is IFieldReferenceOperation { Field: var field } => ElementOf(tuple, field),
            IAnonymousObjectCreationOperation { Initializers: var initializers } => initializers
                .OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(i => i.Target is IPropertyReferenceOperation target && target.Property.Name == reference.Member.Name)?.Value,
            IObjectCreationOperation { Initializer: null, Type.IsRecord: true } creation => creation.Arguments
                .FirstOrDefault(a => a.Parameter?.Name == reference.Member.Name)?.Value,
            _ => null,
        };
    }

    private static IOperation? ElementOf(ITupleOperation tuple, IFieldSymbol field)
    {
        IFieldSymbol element = field.CorrespondingTupleField ?? field;
        return element.Name.StartsWith("Item", StringComparison.Ordinal)
            && int.TryParse(element.Name.Substring(4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int position)
            && position >= 1 && position <= tuple.Elements.Length
                ? tuple.Elements[position - 1]
                : null;
    }
}
