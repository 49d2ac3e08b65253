import { WorkloadRoomOptions } from './overhead-document';
import { WorkloadPod } from './workload-room';
import { Fault, throwFaults } from '../../../kubernetes/manifest/fault';
import { Field } from '../../../kubernetes/manifest/field';
import { nearestWord } from '../../../kubernetes/manifest/nearest-word';
import { resourceAmounts } from '../../../kubernetes/pod-requests';
import { readResourceList } from '../../../kubernetes/read-pod-spec';
import { NATIVE_RESOURCES, isScalarResource } from '../../../kubernetes/resource-name';

/**
 * Reads what a workload requests.
 *
 * @throws InputError for what is no quantity, and for a name that no scheduler counts.
 */
export function readWorkload(
  requests: { [resource: string]: string },
  { tolerations = [] }: WorkloadRoomOptions,
): WorkloadPod {
  const faults: Fault[] = [];
  const object = { requests };
  const field = Field.of({ object, apiVersion: '', kind: '', describe: () => 'workload' }, faults).get('requests');
  const amounts = resourceAmounts(readResourceList(field));
  const native: readonly string[] = NATIVE_RESOURCES;
  for (const [name, amount] of amounts) {
    if (!native.includes(name) && !isScalarResource(name)) {
      const meant = nearestWord(name, native);
      field
        .get(name)
        .fault(
          `must be ${native.join(', ')}, or the name of an extended resource such as nvidia.com/gpu`,
          meant && `did you mean ${meant}?`,
        );
    } else if (amount < 0) {
      field.get(name).fault('must be 0 or more');
    }
  }
  throwFaults(faults);
  return { requests: amounts, tolerations };
}
