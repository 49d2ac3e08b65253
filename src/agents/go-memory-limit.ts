import { EnvValue, ResourceFieldPaths } from 'cdk8s-plus-28';

/**
 * The variable by which a program in Go keeps to the memory limit of its container, before the kernel ends it there.
 *
 * @see https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
export function goMemoryLimit(): Record<string, EnvValue> {
  return { GOMEMLIMIT: EnvValue.fromResource(ResourceFieldPaths.MEMORY_LIMIT) };
}
