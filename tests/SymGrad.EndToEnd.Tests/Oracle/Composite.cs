using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>Structs, records and classes as parameters, by reflection: what their fields hold, and how to make and change them.</summary>
internal static class Composite
{
    /// <summary>Whether a type is one of the program's own, a vector of the framework's, or a tuple, and so one that consists of others.</summary>
    public static bool Is(Type type) => !type.IsPrimitive && !type.IsEnum && !type.IsArray && !type.IsByRefLike && !type.IsByRef
        && (type.Namespace is not { } space || !space.StartsWith("System", StringComparison.Ordinal) || type.Namespace == "System.Numerics" || typeof(ITuple).IsAssignableFrom(type));

    /// <summary>The instance fields, in the order of their declaration.</summary>
    public static ImmutableArray<FieldInfo> FieldsOf(Type type)
        =>
        [
            .. (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? FieldsOf(parent) : [])
                .Concat(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    .OrderBy(f => f.MetadataToken)),
        ];

    /// <summary>The paths to the numbers and arrays that a type consists of; one empty path for a number or an array.</summary>
    public static ImmutableArray<ImmutableArray<FieldInfo>> LeavesOf(Type type) => type.IsByRef ? LeavesOf(type.GetElementType()!) : Is(type)
        ? [.. FieldsOf(type).SelectMany(f => LeavesOf(f.FieldType).Select(path => path.Insert(0, f)))]
        : [[]];

    /// <summary>What the user calls a field: the property that it belongs to, or its own name.</summary>
    public static string NameOf(FieldInfo field) => field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    /// <summary>What stands at a path in a value.</summary>
    public static object? Get(object? value, IEnumerable<FieldInfo> path) => path.Aggregate(value, (whole, field) => field.GetValue(whole));

    /// <summary>A copy of a value with something else at a path.</summary>
    public static object With(object value, ImmutableArray<FieldInfo> path, object part)
    {
        if (path.IsEmpty)
        {
            return part;
        }

        object copy = Clone(value);
        path[0].SetValue(copy, With(path[0].GetValue(copy)!, path.RemoveAt(0), part));
        return copy;
    }

    /// <summary>A copy that shares no memory with the original.</summary>
    public static object Clone(object value) => value is Array array ? Elements.Clone(array)
        : Is(value.GetType()) ? Make(value.GetType(), f => f.GetValue(value) is { } part ? Clone(part) : null)
        : value;

    /// <summary>Whether two values hold the same numbers.</summary>
    public static bool AreSame(object? left, object? right) => (left, right) switch
    {
        (Array a, Array b) => Elements.Of(a).SequenceEqual(Elements.Of(b)),
        ({ } a, { } b) when Is(a.GetType()) => FieldsOf(a.GetType()).All(f => AreSame(f.GetValue(a), f.GetValue(b))),
        ({ } a, { }) when !a.GetType().IsPrimitive => true,
        _ => Equals(left, right),
    };

    /// <summary>A value of a type whose fields hold what is given for each; its constructors do not run.</summary>
    public static object Make(Type type, Func<FieldInfo, object?> part)
    {
        object made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (FieldInfo field in FieldsOf(type))
        {
            field.SetValue(made, part(field));
        }

        return made;
    }
}
