// Types that the C# compiler looks for and netstandard2.0 does not have. Written out rather than generated, so that building twice gives
// the same bytes.
#pragma warning disable CA1018, CA1019, CA1801, CA1812, IDE0060, IDE0130

namespace System
{
    /// <summary>A position counted from the start or, as in <c>[^1]</c>, from the end.</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public int GetOffset(int length) => fromEnd ? length - value : value;
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>Marks init accessors, and with them records.</summary>
    internal static class IsExternalInit
    {
    }

    /// <summary>Names the method that makes a collection of a collection expression.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
    internal sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
    {
        public Type BuilderType { get; } = builderType;

        public string MethodName { get; } = methodName;
    }

    /// <summary>Marks a span parameter with params.</summary>
    [AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
    internal sealed class ParamCollectionAttribute : Attribute
    {
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Says that an out parameter is not null when the method returns the given value.</summary>
    [AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        public bool ReturnValue { get; } = returnValue;
    }
}
