//! A bucket of a store that speaks S3: Amazon's own, Cloudflare R2, and others. Objects are replaced one by one, each as a whole, and
//! the manifest is written only if it is the one that was read (`If-Match`, `If-None-Match`).
//!
//! Keys come from the environment alone (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, a role of the machine): this file never sees them.

use super::folder::understood;
use super::headers::{cache_control, content_type, encoding};
use super::local::Local;
use super::manifest::{Manifest, NAME, Sha};
use super::target::{Done, Remote, Target, Trouble};
use crate::base::path::RelPath;
use crate::base::report::Diagnostic;
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path;
use object_store::{Attribute, Attributes, Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload, RetryConfig, UpdateVersion};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use tokio_stream::StreamExt;

/// How many objects are on their way at once.
const AT_ONCE: usize = 16;

/// A bucket.
#[derive(Debug)]
pub struct S3 {
    bucket: String,
    prefix: String,
    endpoint: Option<String>,
    store: Arc<AmazonS3>,
    runtime: Runtime,
    /// The version of the manifest that was read or written last.
    seen: Option<UpdateVersion>,
}

impl S3 {
    /// The bucket, with what all names begin with. Keys are taken from the environment.
    pub fn new(bucket: &str, prefix: &str, endpoint: Option<&str>, region: Option<&str>) -> Result<Self, Diagnostic> {
        let retry = RetryConfig { max_retries: 3, retry_timeout: Duration::from_mins(1), ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket).with_retry(retry);
        if let Some(endpoint) = endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
            if builder.get_config_value(&AmazonS3ConfigKey::AccessKeyId).is_none() {
                let problem = Diagnostic::error("publish-failed", "the environment holds no key for the store");
                return Err(problem.help("set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`"));
            }
        }
        if let Some(region) = region {
            builder = builder.with_region(region);
        }
        let made = builder.build().map_err(|error| error.to_string());
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string());
        let (store, runtime) = made.and_then(|store| Ok((store, runtime?))).map_err(|why| {
            Diagnostic::error("publish-failed", format!("the bucket cannot be used: {}", super::target::one_line(&why))).help("look at the settings")
        })?;
        let endpoint = endpoint.map(str::to_owned);
        Ok(Self { bucket: bucket.to_owned(), prefix: prefix.to_owned(), endpoint, store: Arc::new(store), runtime, seen: None })
    }

    fn key(&self, path: &str) -> Result<Path, Trouble> {
        let key = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        Path::parse(&key).map_err(|error| Trouble::failed(&format!("name `{key}` in the bucket"), error))
    }

    fn below(&self) -> Result<Option<Path>, Trouble> {
        if self.prefix.is_empty() { Ok(None) } else { Path::parse(&self.prefix).map(Some).map_err(|error| Trouble::failed("use the prefix", error)) }
    }

    fn manifest(&self) -> Result<Option<(Vec<u8>, UpdateVersion)>, Trouble> {
        let (store, key) = (Arc::clone(&self.store), self.key(NAME)?);
        let got = self.runtime.block_on(async move {
            let got = store.get(&key).await?;
            let version = UpdateVersion { e_tag: got.meta.e_tag.clone(), version: got.meta.version.clone() };
            Ok((got.bytes().await?.to_vec(), version))
        });
        match got {
            Ok(found) => Ok(Some(found)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failed("look at what is there", &error)),
        }
    }
}

/// What is sent along with an object.
fn attributes(path: &RelPath, sha: Sha) -> Attributes {
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, content_type(path).into());
    attributes.insert(Attribute::CacheControl, cache_control(path, sha).into());
    attributes.insert(Attribute::Metadata("sha256".into()), sha.to_string().into());
    if let Some(encoding) = encoding(path) {
        attributes.insert(Attribute::ContentEncoding, encoding.into());
    }
    attributes
}

fn failed(doing: &str, error: &Error) -> Trouble {
    let text = error.to_string();
    let denied = ["SignatureDoesNotMatch", "InvalidAccessKeyId", "AccessDenied", "403"].iter().any(|sign| text.contains(sign));
    match Trouble::failed(doing, &text) {
        Trouble::Failed(problem) if denied => {
            Trouble::Failed(problem.help("the store does not take the key in the environment; see docs/publishing.md"))
        }
        trouble => trouble,
    }
}

impl Target for S3 {
    fn place(&self) -> String {
        let at = self.endpoint.as_ref().map_or_else(String::new, |endpoint| format!(" at {endpoint}"));
        let slash = if self.prefix.is_empty() { "" } else { "/" };
        format!("s3://{}{slash}{}{at}", self.bucket, self.prefix)
    }

    fn atomic(&self) -> bool {
        false
    }

    fn read(&mut self) -> Result<Remote, Trouble> {
        let found = self.manifest()?;
        let manifest = found.as_ref().map(|(bytes, _)| understood(bytes, &self.place())).transpose()?;
        self.seen = found.map(|(_, version)| version);
        let below = self.below()?;
        let store = Arc::clone(&self.store);
        let first = self.runtime.block_on(async move { store.list(below.as_ref()).next().await });
        match first.transpose() {
            Ok(first) => Ok(Remote { manifest, empty: first.is_none() }),
            Err(error) => Err(failed("look at what is there", &error)),
        }
    }

    fn present(&mut self, paths: &BTreeSet<RelPath>) -> Result<BTreeSet<RelPath>, Trouble> {
        let (store, below) = (Arc::clone(&self.store), self.below()?);
        let start = if self.prefix.is_empty() { 0 } else { self.prefix.len() + 1 };
        let found = self.runtime.block_on(async move {
            let mut found = BTreeSet::new();
            let mut list = store.list(below.as_ref());
            while let Some(object) = list.next().await {
                let path = object?.location.as_ref().get(start..).and_then(|path| RelPath::new(path).ok());
                found.extend(path.filter(|path| paths.contains(path)));
            }
            Ok(found)
        });
        found.map_err(|error: Error| failed("look at what is there", &error))
    }

    fn put(&mut self, local: &Local, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        let mut waiting = paths.iter();
        let store = &self.store;
        let this = &*self;
        self.runtime.block_on(async {
            let mut sending = JoinSet::new();
            loop {
                while sending.len() < AT_ONCE
                    && let Some(path) = waiting.next()
                {
                    let bytes = local.bytes(path).map_err(|error| Trouble::failed(&format!("read `{path}`"), error))?;
                    let options = PutOptions { attributes: attributes(path, Sha::of(&bytes)), ..PutOptions::default() };
                    let (store, key, path) = (Arc::clone(store), this.key(path.as_str())?, path.clone());
                    sending.spawn(async move { (store.put_opts(&key, PutPayload::from(bytes), options).await, path) });
                }
                match sending.join_next().await {
                    None => return Ok(()),
                    Some(Ok((Ok(_), path))) => done(&path),
                    Some(Ok((Err(error), path))) => return Err(failed(&format!("send `{path}`"), &error)),
                    Some(Err(error)) => return Err(Trouble::failed("send the files", error)),
                }
            }
        })
    }

    fn delete(&mut self, paths: &[RelPath], done: Done<'_>) -> Result<(), Trouble> {
        let keys = paths.iter().map(|path| self.key(path.as_str())).collect::<Result<Vec<_>, _>>()?;
        let store = Arc::clone(&self.store);
        let gone = self.runtime.block_on(async move {
            let mut gone = store.delete_stream(Box::pin(tokio_stream::iter(keys.into_iter().map(Ok))));
            while let Some(result) = gone.next().await {
                match result {
                    Ok(_) | Err(Error::NotFound { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        });
        gone.map_err(|error| failed("remove what is gone", &error))?;
        paths.iter().for_each(done);
        Ok(())
    }

    fn commit(&mut self, manifest: &Manifest) -> Result<(), Trouble> {
        let path = RelPath::known(NAME);
        let sent = manifest.bytes();
        let bytes = sent.clone();
        let mode = self.seen.clone().map_or(PutMode::Create, PutMode::Update);
        let options = PutOptions { mode, attributes: attributes(&path, Sha::of(&bytes)), ..PutOptions::default() };
        let (store, key) = (Arc::clone(&self.store), self.key(NAME)?);
        match self.runtime.block_on(async move { store.put_opts(&key, PutPayload::from(bytes), options).await }) {
            Ok(done) => {
                self.seen = Some(UpdateVersion { e_tag: done.e_tag, version: done.version });
                Ok(())
            }
            // The answer to our own first try may have been lost; then it is our own manifest that stands in the way of the second.
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => match self.manifest()? {
                Some((found, version)) if found == sent => {
                    self.seen = Some(version);
                    Ok(())
                }
                _ => Err(Trouble::Overtaken),
            },
            Err(error) => Err(failed("write the list of what is published", &error)),
        }
    }

    fn check(&mut self) -> Result<(), Trouble> {
        let (store, key) = (Arc::clone(&self.store), self.key(NAME)?);
        match self.runtime.block_on(async move { store.head(&key).await }) {
            Ok(meta) if self.seen.as_ref().is_some_and(|seen| seen.e_tag == meta.e_tag) => Ok(()),
            Ok(_) | Err(Error::NotFound { .. }) => Err(Trouble::Overtaken),
            Err(error) => Err(failed("look at what is there", &error)),
        }
    }
}
