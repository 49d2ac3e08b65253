import type { Construct } from 'constructs';
import type { AgentBlueprint } from './agent-blueprint';
import type { AgentIdentity } from './agent-identity';

/** A product of a role, as software: what its agent is made of. */
export interface AgentProduct {
  /** @param scope the construct of the role, which companions such as a ConfigMap are made in */
  bind(scope: Construct, identity: AgentIdentity): AgentBlueprint;
}
