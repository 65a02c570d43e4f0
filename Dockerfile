FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json schema.graphql ./
COPY src src
COPY bot bot
COPY jobs jobs
# The compiler has done its work, and the image has a Node.js of its own.
RUN npx tsc -p src \
  && npm prune --omit=dev \
  && rm -rf node_modules/typescript node_modules/@typescript node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim AS run
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node -m 700 /data
WORKDIR /app
# Root's, so that the program cannot change itself.
COPY --from=build /app ./
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
