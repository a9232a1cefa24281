# syntax=docker/dockerfile:1
FROM node:24-slim AS install
WORKDIR /app
COPY package.json package-lock.json ./
# Scripts are off: the only one in the tree belongs to the development dependency that brings Node 24 to a clone.
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production SEEDS_DIR=/app/seeds DATA_DIR=/data
WORKDIR /app
COPY --from=install /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY index ./index
COPY src ./src
COPY adapters ./adapters
COPY seeds ./seeds
# The data folder is the only place that is written to: run with --read-only and a volume here.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["node", "src/bin.js", "health"]
ENTRYPOINT ["node", "src/bin.js"]
CMD ["serve"]
