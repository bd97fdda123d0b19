# Daifa without a database of its own: set DATABASE_URL, DATABASE_QUEUE_URL and the other names of .env.example.
FROM node:24-bookworm-slim AS build
WORKDIR /daifa
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY app app
COPY prisma prisma
COPY scripts scripts
# The types of our GraphQL documents are worked out from this schema.
COPY test/local-store/schema test/local-store/schema
COPY vite.config.ts prisma.config.ts tsconfig.json ./
RUN node scripts/build.ts && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /daifa
COPY --from=build --chown=node:node /daifa /daifa
USER node
EXPOSE 3000
HEALTHCHECK CMD node -e "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
# Without npm in between, SIGTERM reaches Daifa itself.
CMD ["node", "scripts/start.ts"]
