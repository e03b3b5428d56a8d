import type { Channel } from './workspace/team/channel.ts';
import type { Person } from './workspace/team/person.ts';
import type { Workspace } from './workspace/workspace.ts';

/** The channels and the agents of the company in the demo and the tests. */
export type SmallCompany = {
  help: Channel;
  billing: Channel;
  sales: Channel;
  support: Channel;
  triage: Channel;
  agents: { amy: Person; ben: Person };
};

/** Adds the channels of the default desk and two agents to a workspace, and customers to #help. */
export function addSmallCompany(
  workspace: Workspace,
  customers: readonly Person[] = [],
): SmallCompany {
  const amy = workspace.addUser({ name: 'amy', realName: 'Amy Agent', email: 'amy@shop.example' });
  const ben = workspace.addUser({ name: 'ben', realName: 'Ben Agent', email: 'ben@shop.example' });
  const agentsChannel = (name: string) =>
    workspace.addChannel({ name, private: true, members: [amy, ben] });
  return {
    help: workspace.addChannel({ name: 'help', members: [amy, ben, ...customers] }),
    billing: agentsChannel('agents-billing'),
    sales: agentsChannel('agents-sales'),
    support: agentsChannel('agents-support'),
    triage: agentsChannel('agents-triage'),
    agents: { amy, ben },
  };
}
