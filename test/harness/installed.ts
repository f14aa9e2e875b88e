import * as z from 'zod';

const schema = z.object({
  SHOWTELL_NODE24: z.string(),
  SHOWTELL_CODE_SERVER: z.string(),
  SHOWTELL_CHROMIUM: z.string(),
});

/** Where `npm test` put what these tests need. @throws Error if a test is run without it */
export function installedTools(): { node: string; codeServer: string; chromium: string } {
  const result = schema.safeParse(process.env);
  if (!result.success)
    throw new Error('Run these tests with "npm test -- extension" or "npm test -- ui": it installs what they need.');
  const { SHOWTELL_NODE24: node, SHOWTELL_CODE_SERVER: codeServer, SHOWTELL_CHROMIUM: chromium } = result.data;
  return { node, codeServer, chromium };
}
