using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using System.Numerics.Tensors;
using System.Reflection;
using SymGrad.Testing;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>A loss, the methods generated for it, and its twin over dual numbers.</summary>
internal sealed class LossMethod
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly MethodInfo loss;
    private readonly StaticMethod value;
    private readonly StaticMethod? stableValue;
    private readonly StaticMethod twin;
    private readonly Lazy<GeneratedMethod> gradient;
    private readonly Lazy<GeneratedMethod> valueAndGradient;
    private readonly string baseName;

    private LossMethod(MethodInfo loss, MethodInfo twin, string baseName, GeneratorRun run)
    {
        this.loss = loss;
        this.baseName = baseName;
        value = new StaticMethod(loss);
        this.twin = new StaticMethod(twin);
        Run = run;
        Parameters = [.. loss.GetParameters()];
        stableValue = OverloadOrNull(loss.DeclaringType!, baseName + "StableValue") is { } stable ? new StaticMethod(stable) : null;
        Thetas = ThetasOf(Parameters);
        gradient = new(() => Generated("Gradient"));
        valueAndGradient = new(() => Generated("ValueAndGradient"));
    }

    private GeneratorRun Run { get; }

    /// <summary>The generated file of the loss.</summary>
    public string GeneratedText => string.Join("\n", Run.Files
        .Where(f => f.HintName.Contains($"{loss.DeclaringType!.Name}.{loss.Name}.", StringComparison.Ordinal))
        .Select(f => f.Text));

    public ImmutableArray<ParameterInfo> Parameters { get; }

    /// <summary>The positions of the parameters that are differentiated with respect to.</summary>
    public ImmutableArray<int> Thetas { get; }

    /// <summary>FGradient and FValueAndGradient.</summary>
    public ImmutableArray<GeneratedMethod> GeneratedMethods => [gradient.Value, valueAndGradient.Value];

    /// <summary>Whether some parameter is an array or a span.</summary>
    public bool HasArrays => Parameters.Any(p => GeneratedMethod.ElementTypeOf(p.ParameterType) is not null);

    public bool IsSinglePrecision => loss.ReturnType == typeof(float);

    /// <summary>Finds a loss and its twin. Generated methods are looked for when they are needed.</summary>
    public static LossMethod Bind(Type type, Type twinType, string method, string baseName, GeneratorRun run)
        => new(Find(type, method), Find(twinType, method), baseName, run);

    /// <summary>The same for what a generic loss is for one type; its twin is not generic.</summary>
    public static LossMethod Bind(Type type, Type twinType, string method, Type argument, GeneratorRun run)
        => new(Find(type, method).MakeGenericMethod(argument), Find(twinType, method), method, run);

    /// <summary>The numbers that θ consists of at a point, in the order of the gradient.</summary>
    public ImmutableArray<ThetaElement> ElementsAt(object[] point)
        =>
        [
            .. Thetas.SelectMany(t => Composite.LeavesOf(Parameters[t].ParameterType).SelectMany(
                path => Composite.Get(point[t], path) is Array array
                    ? Enumerable.Range(0, Elements.CountOf(array)).Select(i => new ThetaElement(Parameters[t], path, i))
                    : [new ThetaElement(Parameters[t], path, null)])),
        ];

    /// <summary>What the user's method returns, or the exception it throws.</summary>
    public Outcome<double> Value(object[] point) => value.Invoke(point).Then(GeneratedMethod.Widen);

    /// <summary>What the value in stable forms is; null where no stable form replaces anything, so that the value is the user's.</summary>
    public Outcome<double>? StableValue(object[] point) => stableValue?.Invoke(point).Then(GeneratedMethod.Widen);

    public Outcome<ImmutableArray<double>> Gradient(object[] point, Workspace? workspace = null)
        => gradient.Value.Gradient(point, workspace);

    public Outcome<(double Value, ImmutableArray<double> Gradient)> ValueAndGradient(object[] point, Workspace? workspace = null)
        => valueAndGradient.Value.ValueAndGradient(point, workspace);

    /// <summary>The twin at a point, in the direction of one number of θ, or of none.</summary>
    public Outcome<Dual<double>> Twin(object[] point, ThetaElement? seed)
    {
        ParameterInfo[] types = twin.Parameters;
        object[] arguments = [.. Parameters.Select(p => Lift(
            point[p.Position], Thetas.Contains(p.Position), seed?.Parameter == p ? seed : null, 0, StaticMethod.BoxedType(types[p.Position].ParameterType)))];
        return twin.Invoke(arguments).Then(static result => result is Dual<float> single ? single : (Dual<double>)result!);
    }

    /// <summary>The objective over items with the data of the given points.</summary>
    public object CreateObjective(object[][] points) => CreateObjective(points, out _);

    /// <summary>The same, with the arrays that its columns and rows refer to.</summary>
    public object CreateObjective(object[][] points, out Array[] columns)
    {
        columns = [.. Parameters.Where(p => !Thetas.Contains(p.Position))
            .Select(p => ItemsOf(StaticMethod.WithoutReference(p.ParameterType), [.. points.Select(point => point[p.Position])]))];
        IEnumerable<object> shapes = Thetas.Where(HasArrayIn).Select(t => points[0][t] is Array array ? ShapeOf(array) : points[0][t]);
        object?[] instance = loss.IsStatic ? [] : [StaticMethod.InstanceOf(loss.DeclaringType!)];
        object?[] arguments = [.. instance, .. columns.Select(Column), .. shapes, .. Thetas.Length == Parameters.Length ? Array.Empty<object>() : [Aggregation.Mean]];
        return Activator.CreateInstance(
            ObjectiveType(), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, arguments, null)!;
    }

    private static object ShapeOf(Array array)
        => array is { Rank: 1 } && array.GetType().GetElementType()!.IsArray ? array : new Shape([.. Enumerable.Range(0, array.Rank).Select(array.GetLength)]);

    /// <summary>Whether a parameter is an array or has one among its members: the objective has to be told its length.</summary>
    private bool HasArrayIn(int theta) => GeneratedMethod.ElementTypeOf(Parameters[theta].ParameterType) is not null
        || Composite.LeavesOf(Parameters[theta].ParameterType).Any(path => path is [.., { FieldType.IsArray: true }]);

    private static Array ItemsOf(Type type, object[] values)
    {
        if (StaticMethod.IsTensor(type))
        {
            MethodInfo ofTensor = typeof(LossMethod).GetMethod(nameof(TensorOf), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type.GetGenericArguments());
            return ItemsOf(ofTensor.ReturnType, [.. values.Select(matrix => ofTensor.Invoke(null, [matrix])!)]);
        }

        var items = Array.CreateInstance(ElementOfRow(type)?.MakeArrayType() ?? type, values.Length);
        Array.Copy(values, items, values.Length);
        return items;
    }

    /// <summary>A column, or rows, of some items.</summary>
    private static object Column(Array items)
    {
        Type type = items.GetType().GetElementType()!;
        Type? element = type.IsArray ? ElementOfRow(type) : null;
        Type owner = element is null ? typeof(Column) : typeof(Rows);
        return owner.GetMethods()
            .Single(m => m.Name == nameof(SymGrad.Column.From) && m.GetParameters()[0].ParameterType.IsArray)
            .MakeGenericMethod(element ?? type)
            .Invoke(null, [items])!;
    }

    private static Type? ElementOfRow(Type type)
        => type.IsArray && (type.GetArrayRank() > 1 || type.GetElementType()!.IsArray) ? null : GeneratedMethod.ElementTypeOf(type);

    private static Tensor<T> TensorOf<T>(Array matrix) => Tensor.Create([.. matrix.Cast<T>()], [matrix.GetLength(0), matrix.GetLength(1)]);

    private static ImmutableArray<int> ThetasOf(ImmutableArray<ParameterInfo> parameters)
    {
        ImmutableArray<int> marked =
            [.. parameters.Where(p => p.IsDefined(typeof(ThetaAttribute), inherit: false)).Select(p => p.Position)];
        return marked.IsEmpty ? [.. parameters.Where(p => p.Name is "theta" or "θ").Select(p => p.Position)] : marked;
    }

    /// <summary>An argument of the twin, or a part of one. Of θ, all numbers are active and one may be the seed.</summary>
    private static object Lift(object argument, bool isTheta, ThetaElement? seed, int depth, Type type)
    {
        int? index = seed is null ? null : seed.Index ?? 0;
        return argument switch
        {
            double number => Lift(number, isTheta, index is not null),
            float number => Lift(number, isTheta, index is not null),
            double[] numbers => numbers.Select((n, i) => Lift(n, isTheta, i == index)).ToArray(),
            float[] numbers => numbers.Select((n, i) => Lift(n, isTheta, i == index)).ToArray(),
            Array array when type.IsArray && type != argument.GetType() => Elements.Select(
                array, (number, i) => Lift(number, isTheta, i == index ? seed : null, depth, typeof(void)), type),
            Enum => Enum.ToObject(type, argument),
            _ when Composite.Is(argument.GetType()) => LiftFields(),
            _ => argument,
        };

        object LiftFields()
        {
            ImmutableArray<FieldInfo> fields = Composite.FieldsOf(argument.GetType());
            return Composite.Make(type, twin =>
            {
                FieldInfo field = fields.First(f => f.Name == twin.Name);
                ThetaElement? inside = seed?.Path[depth] == field ? seed : null;
                return field.GetValue(argument) is { } part ? Lift(part, isTheta, inside, depth + 1, twin.FieldType) : null;
            });
        }
    }

    private static Dual<T> Lift<T>(T value, bool isTheta, bool isSeed)
        where T : struct, IFloatingPointIeee754<T> => isTheta ? Dual<T>.Parameter(value, isSeed) : new Dual<T>(value);

    private static MethodInfo Find(Type owner, string name) => owner.GetMethod(name, Any)
        ?? throw new GeneratorCheckException($"'{owner}' has no method '{name}'.");

    private GeneratedMethod Generated(string suffix)
        => new(FindOverload(loss.DeclaringType!, baseName + suffix), [.. Thetas.Select(t => Parameters[t])]);

    /// <summary>The generated method; of a generic loss, the one whose parameters begin with those of the loss.</summary>
    private MethodInfo FindOverload(Type owner, string name)
        => OverloadOrNull(owner, name) ?? throw new GeneratorCheckException($"'{owner}' has no method '{name}'.");

    private MethodInfo? OverloadOrNull(Type owner, string name) => !loss.IsGenericMethod
        ? owner.GetMethod(name, Any)
        : owner.GetMethods(Any).SingleOrDefault(m => m.Name == name
            && m.GetParameters().Take(Parameters.Length).Select(p => p.ParameterType).SequenceEqual(Parameters.Select(p => p.ParameterType)));

    private Type ObjectiveType()
    {
        Type owner = loss.DeclaringType!;
        string name = baseName + "Objective" + (loss.IsGenericMethod && IsSinglePrecision ? "F" : "");
        Type nested = owner.GetNestedType(name, BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new GeneratorCheckException($"'{owner}' has no type '{name}'.");
        return nested.IsGenericTypeDefinition ? nested.MakeGenericType(owner.GetGenericArguments()) : nested;
    }
}
