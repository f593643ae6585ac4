using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Reflection;
using System.Reflection.Emit;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// A static method that is called with boxed arguments, arrays for its spans. Reflection can't pass spans, which live on the stack only, so
/// a method of a few instructions unpacks the arguments and makes the spans. An instance method is called on what the static property
/// <c>Instance</c> of its type returns, or on a new instance.
/// </summary>
internal sealed class StaticMethod
{
    private readonly MethodInfo method;
    private readonly Type[] types;
    private readonly Func<object?[], object?> call;

    public StaticMethod(MethodInfo method)
    {
        this.method = method;
        types = [.. method.GetParameters().Select(p => BoxedType(p.ParameterType))];
        call = Compile(method);
    }

    public ParameterInfo[] Parameters => method.GetParameters();

    /// <summary>Calls the method, and makes sure that it leaves the arrays among the arguments as they are.</summary>
    /// <param name="arguments">The arguments; optional parameters at the end may be left out.</param>
    /// <param name="destinations">Arguments after these, which the method may change.</param>
    public Outcome<object?> Invoke(IReadOnlyList<object> arguments, params IReadOnlyList<object> destinations)
    {
        object[] copies = [.. arguments.Select(Composite.Clone)];
        object?[] all = [.. copies, .. destinations];
        if (all.Length > types.Length || all.Where((a, i) => a!.GetType() != types[i]).Any())
        {
            throw new ArgumentException($"'{method}' does not take ({string.Join(", ", all.Select(a => a!.GetType()))}).", nameof(arguments));
        }

        Array.Resize(ref all, types.Length);
        try
        {
            object? result = call(all);
            return copies.Where((copy, i) => !Composite.AreSame(copy, arguments[i])).Any()
                ? new(null, new InvalidOperationException($"'{method.Name}' changes an array that is its argument."))
                : new(result, null);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return new(null, thrown);
        }
    }

    /// <summary>The type of what is passed by reference, or the type itself.</summary>
    public static Type WithoutReference(Type parameter) => parameter.IsByRef ? parameter.GetElementType()! : parameter;

    /// <summary>The type of an argument: an array for a span, one with two dimensions for a span of a tensor.</summary>
    public static Type BoxedType(Type parameter)
    {
        Type type = WithoutReference(parameter);
        return !type.IsByRefLike ? type : IsTensor(type) ? type.GetGenericArguments()[0].MakeArrayType(2) : type.GetGenericArguments()[0].MakeArrayType();
    }

    /// <summary>Whether a type is the span of a tensor.</summary>
    public static bool IsTensor(Type type) => type.IsByRefLike && type.GetGenericTypeDefinition() == typeof(ReadOnlyTensorSpan<>);

    private static Func<object?[], object?> Compile(MethodInfo method)
    {
        var caller = new DynamicMethod("Call" + method.Name, typeof(object), [typeof(object?[])], method.Module, skipVisibility: true);
        ILGenerator il = caller.GetILGenerator();
        if (!method.IsStatic)
        {
            LoadInstance(il, method.DeclaringType!);
        }

        foreach (ParameterInfo parameter in method.GetParameters())
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, parameter.Position);
            il.Emit(OpCodes.Ldelem_Ref);
            Type type = WithoutReference(parameter.ParameterType);
            Unpack(il, type);
            if (parameter.ParameterType.IsByRef)
            {
                LocalBuilder local = il.DeclareLocal(type);
                il.Emit(OpCodes.Stloc, local);
                il.Emit(OpCodes.Ldloca, local);
            }
        }

        il.Emit(OpCodes.Call, method);
        if (method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
        }
        else if (method.ReturnType.IsValueType)
        {
            il.Emit(OpCodes.Box, method.ReturnType);
        }

        il.Emit(OpCodes.Ret);
        return caller.CreateDelegate<Func<object?[], object?>>();
    }

    /// <summary>The instance whose methods are called.</summary>
    public static object InstanceOf(Type type) => InstanceProperty(type) is { } property ? property.GetValue(null)! : Activator.CreateInstance(type)!;

    private static PropertyInfo? InstanceProperty(Type type)
        => type.GetProperty("Instance", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);

    private static void LoadInstance(ILGenerator il, Type type)
    {
        if (InstanceProperty(type) is { } property)
        {
            il.Emit(OpCodes.Call, property.GetMethod!);
        }
        else
        {
            il.Emit(OpCodes.Newobj, type.GetConstructor([])!);
        }

        if (type.IsValueType)
        {
            LocalBuilder instance = il.DeclareLocal(type);
            il.Emit(OpCodes.Stloc, instance);
            il.Emit(OpCodes.Ldloca, instance);
        }
    }

    private static void Unpack(ILGenerator il, Type type)
    {
        if (type.IsByRefLike)
        {
            Type array = BoxedType(type);
            il.Emit(OpCodes.Castclass, array);
            if (IsTensor(type))
            {
                il.Emit(OpCodes.Newobj, type.GetConstructor([typeof(Array)])!);
            }
            else
            {
                il.Emit(OpCodes.Call, type.GetMethod("op_Implicit", [array])!);
            }
        }
        else
        {
            il.Emit(type.IsValueType ? OpCodes.Unbox_Any : OpCodes.Castclass, type);
        }
    }
}
