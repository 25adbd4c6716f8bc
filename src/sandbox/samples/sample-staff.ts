/** Invented, and said to be so: nobody by these names works anywhere. */
export const SAMPLE_STAFF = [
  { id: 'U0SAMPLELEAD', name: 'Arta Sample (lead)', agency: 'UNDP', roles: ['lead', 'admin', 'triage'] },
  { id: 'U0SAMPLETRIAGE', name: 'Milan Sample (triage)', agency: 'UNICEF', roles: ['triage'] },
  { id: 'U0SAMPLEPROTECT', name: 'Selma Sample (protection)', agency: 'OHCHR', roles: ['protection'] },
  // Of those who read serious reports, one keeps the rota and decides with the others.
  { id: 'U0SAMPLEPROTLEAD', name: 'Teuta Sample (protection, lead)', agency: 'OHCHR', roles: ['protection', 'lead'] },
] as const;
