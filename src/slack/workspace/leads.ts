/** Who may change what the desk file says, and read what concerns the whole desk. */
export type Leads = {
  /** Whether a user is one at this moment; who cannot be read is none. */
  isLead(user: string): Promise<boolean>;
};

/** Without a channel of the leads, the owner is the one lead. */
export function createLeads({ owner }: { owner: string | undefined }): Leads {
  return {
    async isLead(user) {
      return user === owner;
    },
  };
}
