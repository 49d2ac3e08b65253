import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';

/** A network plugin as software: what its agent is made of. */
export interface CniProduct {
  bind(scope: Construct, identity: AgentIdentity): AgentBlueprint;
}
