//! The server: loopback sockets, requests, the stream of events.

use super::answer::{Answer, Request, answer};
use super::{Site, State};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::{Arc, RwLock};
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

/// How many ports are tried from the wanted one on.
const TRIES: u16 = 50;

/// Sockets on the loopback interface, both of one port.
#[derive(Debug)]
pub struct Listeners {
    /// The port.
    pub port: u16,
    four: TcpListener,
    /// Absent where the machine has no IPv6.
    six: Option<TcpListener>,
}

/// Takes the port, or the next one that is free; any free one for 0. Never listens on anything but the loopback.
pub fn bind(port: u16) -> io::Result<Listeners> {
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in (0..TRIES).filter_map(|step| port.checked_add(step)) {
        match bind_both(port) {
            Ok(listeners) => return Ok(listeners),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

fn bind_both(port: u16) -> io::Result<Listeners> {
    let four = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = four.local_addr()?.port();
    let six = match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        Ok(six) => Some(six),
        // `localhost` would lead half of the browsers to whoever holds it.
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
        Err(_) => None,
    };
    Ok(Listeners { port, four, six })
}

struct Shared {
    site: RwLock<Arc<Site>>,
    state: watch::Sender<State>,
}

impl Shared {
    fn site(&self) -> Arc<Site> {
        Arc::clone(&self.site.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    fn replace(&self, site: Site) {
        let state = site.state();
        *self.site.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(site);
        self.state.send_if_modified(|known| {
            let changed = *known != state;
            *known = state;
            changed
        });
    }
}

/// Serves until the person stops it with Ctrl-C. `start` is called once, with what puts another site in the place of `first`.
pub fn serve(listeners: Listeners, first: Site, start: impl FnOnce(Box<dyn Fn(Site) + Send>)) -> io::Result<()> {
    let shared = Arc::new(Shared { state: watch::Sender::new(first.state()), site: RwLock::new(Arc::new(first)) });
    let replacing = Arc::clone(&shared);
    start(Box::new(move |site| replacing.replace(site)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let router = Router::new().fallback(move |method: Method, uri: Uri, headers: HeaderMap| {
            let shared = Arc::clone(&shared);
            async move {
                // Making a page takes a while; nobody else waits for it.
                let made = tokio::task::spawn_blocking(move || respond(&shared, &method, &uri, &headers)).await;
                made.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
            }
        });
        let four = listen(listeners.four)?;
        let six = listeners.six.map(listen).transpose()?;
        let six_router = router.clone();
        let second = async move {
            match six {
                Some(six) => axum::serve(six, six_router).await,
                None => std::future::pending().await,
            }
        };
        // Streams of events never end by themselves; stopping does not wait for them.
        tokio::select! {
            ended = axum::serve(four, router) => ended,
            ended = second => ended,
            stopped = tokio::signal::ctrl_c() => stopped,
        }
    });
    runtime.shutdown_background();
    served
}

fn listen(listener: TcpListener) -> io::Result<tokio::net::TcpListener> {
    listener.set_nonblocking(true)?;
    tokio::net::TcpListener::from_std(listener)
}

fn respond(shared: &Shared, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().filter(|_| hosts.next().is_none()).and_then(|host| host.to_str().ok());
    // A request to a proxy names the host in its first line; that name counts too.
    let host = if uri.authority().is_some_and(|authority| Some(authority.as_str()) != host) { None } else { host };
    let request = Request { method: method.as_str(), path: uri.path(), host };
    let mut response = match answer(&shared.site(), request) {
        Answer::Body(status, kind, bytes) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, [(header::CONTENT_TYPE, kind)], Body::from(bytes)).into_response()
        }
        Answer::Redirect(to) => match HeaderValue::try_from(to) {
            Ok(to) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response(),
            Err(_) => StatusCode::BAD_REQUEST.into_response(),
        },
        Answer::Events => Sse::new(events(shared)).keep_alive(KeepAlive::default()).into_response(),
    };
    let safe = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    ];
    for (name, value) in safe {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// The state as it is, and then each new one.
fn events(shared: &Shared) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    WatchStream::new(shared.state.subscribe())
        .map(|state| Ok(Event::default().event("state").data(serde_json::to_string(&state).unwrap_or_default())))
}

/// The addresses a person can type.
impl Listeners {
    /// Where the server answers, the address to show first.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        let mut addresses = vec![SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))];
        addresses.extend(self.six.as_ref().map(|_| SocketAddr::from((Ipv6Addr::LOCALHOST, self.port))));
        addresses
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_gives_the_next_free_one_on_the_loopback_alone() {
        let first = bind(0).unwrap();
        let second = bind(first.port).unwrap();
        assert!(second.port > first.port);
        assert!(second.addresses().iter().all(|address| address.ip().is_loopback()));
    }
}
