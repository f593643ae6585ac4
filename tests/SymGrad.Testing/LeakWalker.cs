using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SymGrad.Testing;

/// <summary>Walks an object graph by reflection, through every field, private and inherited ones included, and every array element.</summary>
public static class LeakWalker
{
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(IOperation), typeof(SemanticModel),
        typeof(Compilation), typeof(Location), typeof(Diagnostic),
    ];

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> FieldsByType = [];

    /// <summary>The path from <paramref name="root"/> to the first forbidden object reached, or null.</summary>
    public static string? FindLeak(object? root)
    {
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Queue<(object Value, string Path)>();
        Enqueue(root, "value");
        while (pending.TryDequeue(out (object Value, string Path) item))
        {
            Type type = item.Value.GetType();
            if (Forbidden.FirstOrDefault(f => f.IsAssignableFrom(type)) is { } forbidden)
            {
                return $"{item.Path} is {type.Name}, a {forbidden.Name}";
            }

            if (item.Value is Array array)
            {
                int index = 0;
                foreach (object? element in array)
                {
                    Enqueue(element, string.Create(CultureInfo.InvariantCulture, $"{item.Path}[{index++}]"));
                }
            }

            foreach (FieldInfo field in FieldsByType.GetOrAdd(type, FieldsOf))
            {
                Enqueue(field.GetValue(item.Value), $"{item.Path}.{field.Name}");
            }
        }

        return null;

        void Enqueue(object? value, string path)
        {
            // Strings and runtime reflection objects lead nowhere else; structs are boxed anew each time, and have no cycles.
            if (value is not null and not string and not MemberInfo and not Assembly and not Module
                && !IsPlain(value.GetType()) && (value.GetType().IsValueType || visited.Add(value)))
            {
                pending.Enqueue((value, path));
            }
        }
    }

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type.IsPointer
        || (type.IsArray && type.GetElementType() is { } element && (element.IsPrimitive || element.IsEnum || element == typeof(string)));

    private static FieldInfo[] FieldsOf(Type type)
    {
        var fields = new List<FieldInfo>();
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            fields.AddRange(current.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(f => !IsPlain(f.FieldType) && f.FieldType != typeof(string)));
        }

        return [.. fields];
    }
}
