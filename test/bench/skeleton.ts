// An empty program with the libraries that the product loads when it starts. Nobody gets below it with these.
import 'reflect-metadata';
import '@agendajs/postgres-backend';
import '@apollo/server';
import '@as-integrations/fastify';
import '@grammyjs/i18n';
import '@mikro-orm/migrations';
import '@mikro-orm/postgresql';
import 'agenda';
import 'axios';
import 'dataloader';
import 'grammy';
import 'graphql-scalars';
import 'kysely';
import 'pg';
import 'pino';
import 'temporal-polyfill';
import 'type-graphql';
import 'zod';
import { fastify } from 'fastify';

const server = fastify();
server.get('/', () => ({ alive: true }));
await server.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write('skeleton ready\n');
