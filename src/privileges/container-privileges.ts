import { ContainerPrivileges, ContainerUser } from './privilege-document';
import { Field } from '../kubernetes/manifest/field';

/** What the containers of a pod may do, init containers first. */
export function containerPrivileges(spec: Field): ContainerPrivileges[] {
  const pod = spec.get('securityContext');
  return ['initContainers', 'containers'].flatMap((list) =>
    spec.get(list).list((container) => readContainer(container, pod, list === 'initContainers')),
  );
}

function readContainer(container: Field, pod: Field, init: boolean): ContainerPrivileges {
  const own = container.get('securityContext');
  const capabilities = own.get('capabilities');
  const added = capabilities.get('add').stringList();
  const privileged = own.get('privileged').boolean() ?? false;
  const runAsUser = own.get('runAsUser').integer() ?? pod.get('runAsUser').integer();
  const runAsNonRoot = own.get('runAsNonRoot').boolean() ?? pod.get('runAsNonRoot').boolean() ?? false;
  return {
    name: container.get('name').string() ?? '',
    init,
    privileged,
    user: userOf(runAsUser, runAsNonRoot),
    runAsUser,
    addedCapabilities: added,
    droppedCapabilities: capabilities.get('drop').stringList(),
    // With these the kernel lets a program gain privileges whatever is said.
    allowPrivilegeEscalation:
      privileged || added.includes('SYS_ADMIN') || (own.get('allowPrivilegeEscalation').boolean() ?? true),
    readOnlyRootFilesystem: own.get('readOnlyRootFilesystem').boolean() ?? false,
  };
}

/** A pod that must not be root and says that it is does not start. */
function userOf(runAsUser: number | undefined, runAsNonRoot: boolean): ContainerUser {
  if (runAsUser === 0) {
    return 'root';
  }
  return runAsUser !== undefined || runAsNonRoot ? 'nonRoot' : 'image';
}
