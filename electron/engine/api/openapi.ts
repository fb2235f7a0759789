import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '#shared/contract/index.ts';
import { contractVersion } from '#shared/contract/version.ts';
import { errorCodes } from '#shared/errors.ts';
import { restPrefix } from './rest.ts';

let generated: Promise<string> | undefined;

/** The OpenAPI description of the REST interface, as JSON. Made at the first call. */
export function describeOpenApi(): Promise<string> {
  generated ??= generate();
  return generated;
}

const errorSchema = {
  type: 'object' as const,
  properties: {
    defined: { type: 'boolean' as const },
    code: { type: 'string' as const, enum: [...errorCodes] },
    status: { type: 'integer' as const },
    message: { type: 'string' as const, description: 'What happened, why, and what to do next' },
    data: { type: 'object' as const, description: 'Details of the error, by its code' },
  },
  required: ['defined', 'code', 'status', 'message'],
};

async function generate(): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const description = await generator.generate(contract, {
    info: { title: 'Holdfast', version: String(contractVersion) },
    servers: [{ url: restPrefix }],
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorSchema },
    },
    customErrorResponseBodySchema: () => ({ $ref: '#/components/schemas/Error' }),
  });
  return JSON.stringify(description);
}
