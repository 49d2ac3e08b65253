import { Size } from 'cdk8s';
import {
  Capability,
  Container,
  ContainerResources,
  ContainerSecurityContextProps,
  Cpu,
  ImagePullPolicy,
  k8s,
} from 'cdk8s-plus-28';
import { renderResources } from './container-resources';
import { NodeAgentContainerProps } from './node-agent-container-props';
import { OptionFaults } from './option-faults';
import { Privileges } from './privileges';

/** On every node: what a web application takes once would be taken a thousand times. */
const DEFAULT_RESOURCES: ContainerResources = {
  cpu: { request: Cpu.millis(50) },
  memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) },
};

/** A container with the defaults of an agent, and without the fields that the API server would refuse. */
export class NodeAgentContainer extends Container {
  public readonly privileges: Privileges;
  private readonly agentProps: NodeAgentContainerProps;

  constructor(props: NodeAgentContainerProps) {
    OptionFaults.of(`Container "${props.name ?? 'main'}"`, 'NodeAgentContainerProps', props).throwIfAny();
    const privileges = props.privileges ?? Privileges.none();
    super({
      ...props,
      resources: props.resources ?? DEFAULT_RESOURCES,
      imagePullPolicy: props.imagePullPolicy ?? pullPolicy(props.image),
      securityContext: securityContext(props, privileges),
      // cdk8s-plus keeps and changes what it is given; props may serve several containers.
      envVariables: { ...props.envVariables },
      envFrom: [...(props.envFrom ?? [])],
      volumeMounts: [...(props.volumeMounts ?? [])],
    });
    this.privileges = privileges;
    this.agentProps = props;
    // Fails here rather than at synth when a resource is not legal.
    this.renderResources();
  }

  /** @internal */
  public _toKube(): k8s.Container {
    // cdk8s-plus renders only sizes that are whole numbers of one unit, and no extended resources.
    const withoutResources = Object.create(this, { resources: { value: undefined } });
    const windowsOptions = this.privileges._windowsOptions();
    const container = super._toKube.call(withoutResources);
    return {
      ...container,
      resources: this.renderResources(),
      startupProbe: this.agentProps.startup?._toKube(this),
      securityContext: { ...container.securityContext, ...(windowsOptions && { windowsOptions }) },
    };
  }

  private renderResources(): k8s.ResourceRequirements | undefined {
    return renderResources(this.name, this.resources, this.agentProps.extendedResources);
  }
}

function securityContext(props: NodeAgentContainerProps, privileges: Privileges): ContainerSecurityContextProps {
  const asked = props.securityContext ?? {};
  if (asked.privileged && !privileges.reason) {
    throw new Error(
      `Container "${props.name ?? 'main'}": securityContext.privileged is true without a reason. ` +
        "Write privileges: Privileges.privileged('what the agent does that nothing less allows').",
    );
  }
  const context = { ...privileges._toSecurityContext(), ...asked };
  return {
    ...context,
    ensureNonRoot: asked.ensureNonRoot ?? (context.ensureNonRoot && asked.user !== 0),
    capabilities: context.capabilities && {
      ...context.capabilities,
      drop: context.capabilities.drop ?? [Capability.ALL],
    },
  };
}

/** As Kubernetes decides it, which cdk8s-plus overrides with Always: then no pod starts while the registry is away. */
function pullPolicy(image: string): ImagePullPolicy {
  const [reference, digest] = image.split('@');
  const [, tag = 'latest'] = reference.split('/').pop()!.split(':');
  const pinned = digest !== undefined || tag !== 'latest';
  return pinned ? ImagePullPolicy.IF_NOT_PRESENT : ImagePullPolicy.ALWAYS;
}
