using System;

namespace SymGrad.Programs;

/// <summary>
/// How far a point that a camera sees is from where it should be seen, in the parametrisation of the benchmark ADBench. A camera is eleven
/// numbers: rotation (axis times angle), centre, focal length, principal point, and two coefficients of radial distortion.
/// </summary>
public static partial class BundleAdjustment
{
    private const int Centre = 3;
    private const int FocalLength = 6;
    private const int PrincipalPoint = 7;
    private const int Distortion = 9;

    /// <summary>The squared error of one observation, with its weight, and the term that keeps the weight near one.</summary>
    /// <param name="camera">Eleven numbers.</param>
    /// <param name="point">Three coordinates in space.</param>
    /// <param name="weight">How much the observation counts.</param>
    /// <param name="feature">Where the camera saw the point: two coordinates in the image.</param>
    [Loss]
    public static double ReprojectionError(
        [Theta] ReadOnlySpan<double> camera, [Theta] ReadOnlySpan<double> point, [Theta] double weight, ReadOnlySpan<double> feature)
    {
        Span<double> projection = stackalloc double[2];
        Project(camera, point, projection);
        double sum = 0;
        for (int i = 0; i < projection.Length; i++)
        {
            double error = weight * (projection[i] - feature[i]);
            sum += error * error;
        }

        double weightError = 1 - (weight * weight);
        return sum + (weightError * weightError);
    }

    private static void Project(ReadOnlySpan<double> camera, ReadOnlySpan<double> point, Span<double> projection)
    {
        Span<double> relative = stackalloc double[3];
        for (int i = 0; i < relative.Length; i++)
        {
            relative[i] = point[i] - camera[Centre + i];
        }

        Span<double> rotated = stackalloc double[3];
        Rotate(camera[..Centre], relative, rotated);
        projection[0] = rotated[0] / rotated[2];
        projection[1] = rotated[1] / rotated[2];
        Distort(camera.Slice(Distortion, 2), projection);
        for (int i = 0; i < projection.Length; i++)
        {
            projection[i] = (projection[i] * camera[FocalLength]) + camera[PrincipalPoint + i];
        }
    }

    /// <summary>Rodrigues' formula; for no rotation its limit, in which the derivative is right too.</summary>
    private static void Rotate(ReadOnlySpan<double> rotation, ReadOnlySpan<double> point, Span<double> result)
    {
        double square = Vectors.Dot(rotation, rotation);
        if (square == 0)
        {
            Cross(rotation, point, result);
            for (int i = 0; i < result.Length; i++)
            {
                result[i] += point[i];
            }

            return;
        }

        double angle = Math.Sqrt(square);
        (double sine, double cosine) = Math.SinCos(angle);
        Span<double> axis = stackalloc double[3];
        for (int i = 0; i < axis.Length; i++)
        {
            axis[i] = rotation[i] / angle;
        }

        Cross(axis, point, result);
        double along = Vectors.Dot(axis, point) * (1 - cosine);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (point[i] * cosine) + (result[i] * sine) + (axis[i] * along);
        }
    }

    private static void Cross(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        result[0] = (a[1] * b[2]) - (a[2] * b[1]);
        result[1] = (a[2] * b[0]) - (a[0] * b[2]);
        result[2] = (a[0] * b[1]) - (a[1] * b[0]);
    }

    private static void Distort(ReadOnlySpan<double> coefficients, Span<double> projection)
    {
        double square = Vectors.Dot(projection, projection);
        double factor = 1 + (coefficients[0] * square) + (coefficients[1] * square * square);
        foreach (ref double coordinate in projection)
        {
            coordinate *= factor;
        }
    }
}
