using System;
using System.Globalization;
using System.Reflection;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>One number of θ: a parameter, or one element of a parameter that is an array.</summary>
/// <param name="Parameter">The parameter it belongs to.</param>
/// <param name="Index">The element of an array, or null for a number.</param>
internal readonly record struct ThetaElement(ParameterInfo Parameter, int? Index)
{
    public string Name => Index is { } index
        ? string.Create(CultureInfo.InvariantCulture, $"{Parameter.Name}[{index}]")
        : Parameter.Name!;

    /// <summary>Its value at a point, a double or a float.</summary>
    public object In(object[] point)
    {
        object argument = point[Parameter.Position];
        return Index is { } index ? ((Array)argument).GetValue(index)! : argument;
    }

    /// <summary>The point with another value, of the same type, for this number.</summary>
    public object[] Moved(object[] point, object value)
    {
        object[] moved = [.. point];
        if (Index is { } index)
        {
            var array = (Array)((Array)point[Parameter.Position]).Clone();
            array.SetValue(value, index);
            moved[Parameter.Position] = array;
        }
        else
        {
            moved[Parameter.Position] = value;
        }

        return moved;
    }
}
