/** Colours by what they stand for. Text on its ground has a contrast of 4.5 at least, lines have 3. */
export type Palette = Readonly<Record<Colour, string>>;

export const textColours = ['ink', 'muted', 'link', 'good', 'bad', 'wait'] as const;
export const lineColours = [
  'champion',
  'challenger',
  'violet',
  'green',
  'rose',
  'olive',
  'edge',
] as const;
export const grounds = ['ground', 'panel'] as const;

export type Colour =
  (typeof textColours)[number] | (typeof lineColours)[number] | (typeof grounds)[number] | 'rule';

export const light: Palette = {
  ground: '#ffffff',
  panel: '#f4f6f8',
  ink: '#1d2228',
  muted: '#565f69',
  rule: '#d3d9df',
  edge: '#7b8590',
  link: '#0550ae',
  good: '#0f6027',
  bad: '#a40e26',
  wait: '#7a4b00',
  champion: '#1f6feb',
  challenger: '#bc4c00',
  violet: '#7a45d1',
  green: '#1a7f37',
  rose: '#bf3989',
  olive: '#7a6a00',
};

export const dark: Palette = {
  ground: '#0f1419',
  panel: '#171d24',
  ink: '#e6ebf0',
  muted: '#a0aab5',
  rule: '#323a44',
  edge: '#77818c',
  link: '#83bfff',
  good: '#7ee08d',
  bad: '#ffa198',
  wait: '#e8b84a',
  champion: '#6cb0ff',
  challenger: '#ffa657',
  violet: '#c9a5ff',
  green: '#6fd583',
  rose: '#ff9bce',
  olive: '#d4c24a',
};
