/** Invented, and said to be so: nobody by these names works anywhere. */
export const SAMPLE_STAFF = [
  { id: 'U0SAMPLELEAD', name: 'Arta Sample (lead)', agency: 'UNDP', roles: ['lead', 'admin', 'triage'] },
  { id: 'U0SAMPLETRIAGE', name: 'Milan Sample (triage)', agency: 'UNICEF', roles: ['triage'] },
  { id: 'U0SAMPLEPROTECT', name: 'Selma Sample (protection)', agency: 'OHCHR', roles: ['protection'] },
] as const;
