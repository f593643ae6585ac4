using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>One number of θ: a parameter, a part of one, or one element of an array.</summary>
/// <param name="Parameter">The parameter it belongs to.</param>
/// <param name="Path">The fields that lead to it in a parameter that consists of others.</param>
/// <param name="Index">The element of an array, or null for a number.</param>
internal sealed record ThetaElement(ParameterInfo Parameter, ImmutableArray<FieldInfo> Path, int? Index)
{
    public string Name => string.Join('.', Path.Select(Composite.NameOf).Prepend(Parameter.Name)) + (Index is { } index
        ? string.Create(CultureInfo.InvariantCulture, $"[{index}]")
        : "");

    /// <summary>Its value at a point, a double or a float.</summary>
    public object In(object[] point)
    {
        object argument = Composite.Get(point[Parameter.Position], Path)!;
        return Index is { } index ? Elements.At((Array)argument, index) : argument;
    }

    /// <summary>The point with another value, of the same type, for this number.</summary>
    public object[] Moved(object[] point, object value)
    {
        object[] moved = [.. point];
        object part = value;
        if (Index is { } index)
        {
            part = Elements.With((Array)Composite.Get(point[Parameter.Position], Path)!, index, value);
        }

        moved[Parameter.Position] = Composite.With(point[Parameter.Position], Path, part);
        return moved;
    }
}
