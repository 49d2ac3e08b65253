import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

/** What a container of a storage driver requests: of memory, so many mebibytes of so many. */
export function csiResources(request: number, limit: number): kplus.ContainerResources {
  return {
    cpu: { request: kplus.Cpu.millis(10) },
    memory: { request: Size.mebibytes(request), limit: Size.mebibytes(limit) },
  };
}
